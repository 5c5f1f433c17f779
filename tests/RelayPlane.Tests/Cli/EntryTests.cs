using System.CommandLine;
using RelayPlane.Cli;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class EntryTests
{
    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "--nonsense")]
    [InlineData(2, "start", "--nonsense")]
    [InlineData(2, "start", "--port", "abc")]
    [InlineData(2, "start", "--port", "70000")]
    [InlineData(2, "start", "--port", "-1")]
    [InlineData(2, "start", "extra")]
    [InlineData(2, "stats", "--by", "nonsense")]
    [InlineData(2, "stats", "--since", "nonsense")]
    [InlineData(2, "sandbox", "--port", "abc")]
    [InlineData(2, "config")]
    [InlineData(2, "config", "nonsense")]
    [InlineData(0, "version")]
    [InlineData(0, "--help")]
    [InlineData(0, "start", "--help")]
    [InlineData(0, "config", "path")]
    public async Task A_verb_that_is_not_understood_exits_2(int code, params string[] args)
    {
        using var cli = new CliRun();
        Assert.Equal(code, await Entry.RunAsync(Root(cli), args));
    }

    [Fact]
    public async Task No_verb_means_start()
    {
        var started = 0;
        var start = new Command("start");
        start.SetAction(_ => ++started);
        Assert.Equal(1, await Entry.RunAsync(new RootCommand { start }, []));
        Assert.Equal(1, started);
    }

    [Theory]
    [InlineData(ExitCodes.Done)]
    [InlineData(ExitCodes.Failed)]
    [InlineData(ExitCodes.Usage)]
    public async Task A_verbs_own_code_is_the_processs(int code)
    {
        var verb = new Command("verb");
        verb.SetAction(_ => code);
        Assert.Equal(code, await Entry.RunAsync(new RootCommand { verb }, ["verb"]));
    }

    private static RootCommand Root(CliRun cli) =>
        new("RelayPlane")
        {
            StartCommand.Create(TimeProvider.System),
            StatsCommand.Create(() => Home.Find(cli.Environment), TimeProvider.System),
            ConfigCommand.Create(cli.Environment),
            SandboxCommand.Create(TimeProvider.System),
            VersionCommand.Create(),
        };
}
