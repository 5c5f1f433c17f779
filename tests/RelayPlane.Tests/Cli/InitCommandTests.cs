using RelayPlane.Cli;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class InitCommandTests
{
    [Fact]
    public void A_first_config_refers_to_the_keys_it_found_and_never_holds_them()
    {
        using var cli = new CliRun(("ANTHROPIC_API_KEY", "sk-ant-secret"), ("GOOGLE_API_KEY", "g-secret"));
        Assert.Equal(0, cli.Run(InitCommand.Create(cli.Environment)));

        var text = File.ReadAllText(cli.ConfigPath);
        Assert.DoesNotContain("secret", text + cli.Output, StringComparison.Ordinal);
        Assert.Contains("export ANTHROPIC_BASE_URL=http://localhost:4100\n", cli.Output, StringComparison.Ordinal);
        Assert.Contains("export OPENAI_BASE_URL=http://localhost:4100/v1\n", cli.Output, StringComparison.Ordinal);

        var load = ConfigFile.Load(cli.ConfigPath);
        Assert.Empty(load.Problems);
        Assert.Empty(load.Notices);
        Assert.Equal(["anthropic", "google"], load.Config.Providers.Keys);
        Assert.Equal("env:GOOGLE_API_KEY", load.Config.Providers["google"].ApiKey!.ToString());
        Assert.True(File.Exists(Path.Combine(cli.Home, load.Config.Schema!)));
    }

    [Fact]
    public void Files_and_folder_are_their_owners_alone()
    {
        using var cli = new CliRun();
        cli.Run(InitCommand.Create(cli.Environment));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("0600 0700", $"0{Convert.ToString((int)File.GetUnixFileMode(cli.ConfigPath), 8)} 0{Convert.ToString((int)File.GetUnixFileMode(cli.Home), 8)}");
        }
    }

    [Fact]
    public void A_second_time_an_existing_config_is_kept_to_the_byte()
    {
        using var cli = new CliRun();
        cli.Run(InitCommand.Create(cli.Environment));
        File.WriteAllText(cli.ConfigPath, "{ /* mine */ \"server\": { \"port\": 4200 } }");

        Assert.Equal(0, cli.Run(InitCommand.Create(cli.Environment)));
        Assert.Equal("{ /* mine */ \"server\": { \"port\": 4200 } }", File.ReadAllText(cli.ConfigPath));
        Assert.Contains("export OPENAI_BASE_URL=http://localhost:4200/v1", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_cannot_be_made_is_one_clear_line()
    {
        using var cli = new CliRun();
        File.WriteAllText(cli.Home, "a file");
        try
        {
            Assert.Equal(1, cli.Run(InitCommand.Create(cli.Environment)));
            Assert.StartsWith("The config cannot be written: ", cli.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(cli.Home);
        }
    }
}
