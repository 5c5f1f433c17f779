using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
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
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Call("abc"), Entries.Call("def", Entries.Attempt()));

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

    [Fact]
    public async Task A_judges_own_call_teaches_nothing_and_a_shadow_of_a_recorded_one_does()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            DecidedEntries.Call("abc") with { Agent = ShadowCall.Agent, Tags = """{"judge-of":"x"}""" },
            DecidedEntries.Call("def") with { Agent = ShadowCall.Agent, Tags = """{"shadow-of":"x"}""" });

        Assert.Equal((0, "abc is labelled good. It is a call of a shadow run's own, so routing learns nothing from this."), Run("abc", "good"));
        Assert.Equal((0, "def is labelled good."), Run("def", "good"));
    }

    [Fact]
    public async Task A_call_without_an_answer_has_nothing_to_label_but_what_was_said_can_be_taken_back()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            DecidedEntries.Call("abc") with { Status = 401, Outcome = Outcome.Refused, Attempts = [Entries.Attempt() with { Verdict = Verdict.Rejected, Status = 401, HasContent = false }] },
            DecidedEntries.Call("def") with { Status = 429, Outcome = Outcome.Refused, Attempts = [] });

        Assert.Equal((ExitCodes.Usage, "The call abc has no answer (status 401), so there is nothing to label. See: relayplane call abc"), Run("abc", "bad"));
        Assert.Equal(ExitCodes.Usage, Run("def", "good").Code);
        Assert.Null(new Labels(_folder.Database).Find("abc"));
        Assert.Equal((0, "abc has no label."), Run("abc", "none"));
    }

    private (int Code, string Said) Run(params string[] args)
    {
        using CliRun cli = new();
        var code = cli.Run(RouteLabelCommand.Create(() => _folder.Home, _clock), args);
        return (code, (cli.Output + cli.Error).Trim());
    }
}
