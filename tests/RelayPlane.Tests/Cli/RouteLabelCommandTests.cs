using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class RouteLabelCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_is_found_by_how_its_id_begins_and_labelled()
    {
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Call("abc"), Entries.Call("def"));

        Assert.Equal((0, "abc is labelled bad."), Run("ab", "bad"));
        Assert.False(new Labels(_folder.Database).Find("abc"));
        Assert.Equal((0, "abc has no label."), Run("abc", "none"));
        Assert.Null(new Labels(_folder.Database).Find("abc"));
        Assert.Equal((0, "def is labelled good. Routing did not look at it, so it learns nothing from this."), Run("last", "good"));
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Call("abc"));

        var (code, said) = Run("x", "good");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("No call has the id 'x'", said, StringComparison.Ordinal);
    }

    private (int Code, string Said) Run(params string[] args)
    {
        using CliRun cli = new();
        var code = cli.Run(RouteLabelCommand.Create(() => _folder.Home, _clock), args);
        return (code, (cli.Output + cli.Error).Trim());
    }
}
