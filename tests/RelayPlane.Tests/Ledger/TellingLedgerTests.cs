using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class TellingLedgerTests
{
    [Fact]
    public void A_call_is_recorded_and_told_in_one_line()
    {
        var told = new List<string>();
        var kept = new Kept();
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 5, TimeSpan.Zero);
        var attempt = new AttemptEntry { Number = 1, Provider = "anthropic", Model = "claude-x", Verdict = Verdict.Answered, At = at, Total = TimeSpan.FromMilliseconds(80), Usage = new TokenUsage(10, 5, 0, 0, 7, 0) };
        new TellingLedger(kept, told.Add).Record(new CallEntry
        {
            Id = "1", At = at, Api = "anthropic", Endpoint = "messages", Method = "POST", Path = "/v1/messages", Stream = false, Status = 200, Outcome = Outcome.Answered, Total = TimeSpan.FromMilliseconds(81), Attempts = [attempt],
        });

        Assert.Single(kept.Entries);
        Assert.Equal("10:00:05 POST /v1/messages → anthropic claude-x 200 Answered 81 ms, 15 in, 7 out", Assert.Single(told));
    }

    private sealed class Kept : ILedger
    {
        public List<CallEntry> Entries { get; } = [];

        public JournalSegment? Keep(CallEntry entry) => null;

        public void Record(CallEntry entry, JournalSegment? kept = null) => Entries.Add(entry);
    }
}
