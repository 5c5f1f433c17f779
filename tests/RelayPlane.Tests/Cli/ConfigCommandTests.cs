using RelayPlane.Cli;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class ConfigCommandTests
{
    [Fact]
    public void A_bad_file_is_told_with_all_its_problems_and_exits_2()
    {
        using var cli = new CliRun();
        Write(cli, """{ "sever": {}, "budget": { "dailyUsd": "ten" } }""");
        Assert.Equal(2, cli.Run(ConfigCommand.Create(cli.Environment), "check"));
        Assert.Contains("2 problems", cli.Error, StringComparison.Ordinal);
        Assert.Contains("sever (line 1) is not a known key; the nearest is server", cli.Error, StringComparison.Ordinal);
        Assert.Contains("budget.dailyUsd (line 1) must be a number", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_file_is_OK_with_what_its_user_should_know()
    {
        using var cli = new CliRun();
        Write(cli, """{ "traces": { "retentionDays": 5 }, "providers": { "openai": { "apiKey": "env:NOT_SET" } } }""");
        Assert.Equal(0, cli.Run(ConfigCommand.Create(cli.Environment), "check"));
        Assert.StartsWith("OK: ", cli.Output, StringComparison.Ordinal);
        Assert.Contains("traces.retentionDays", cli.Output, StringComparison.Ordinal);
        Assert.Contains("env:NOT_SET gives no key", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_OK_too()
    {
        using var cli = new CliRun();
        Assert.Equal(0, cli.Run(ConfigCommand.Create(cli.Environment), "check"));
        Assert.StartsWith("OK: there is no ", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_and_path_print_just_that()
    {
        using var cli = new CliRun();
        Assert.Equal(0, cli.Run(ConfigCommand.Create(cli.Environment), "schema"));
        Assert.Equal(ConfigSchema.Write(), cli.Output);
        Assert.Equal(0, cli.Run(ConfigCommand.Create(cli.Environment), "path"));
        Assert.Equal(cli.ConfigPath, cli.Output.Trim());
    }

    private static void Write(CliRun cli, string text)
    {
        Directory.CreateDirectory(cli.Home);
        File.WriteAllText(cli.ConfigPath, text);
    }
}
