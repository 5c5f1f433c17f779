using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Replay.Calibrating;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Content;
using Xunit;
using static RelayPlane.Tests.Replay.Pasts;

namespace RelayPlane.Tests.Replay;

/// <summary>Which recorded calls a shadow run asks again.</summary>
public sealed class ShadowPairsTests : IDisposable
{
    private static readonly TokenUsage Short = new(1_000, 0, 0, 0, 200, 0);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_whose_shadow_has_a_label_is_not_asked_again_and_the_shadow_never()
    {
        var (call, shadow) = Shadowed(Haiku, Short, Noon, Seen());
        var (other, unheard) = Shadowed(Haiku, Short, Noon.AddSeconds(1), Seen(2));
        await RecordAsync(call, shadow, other, unheard);
        new Labels(_folder.Database).Write(shadow.Id, true, LabelSource.Judge, Noon);

        // The judge said nothing of the other one that could be read.
        Assert.Equal([other.Id], Found());
    }

    [Fact]
    public async Task Each_conversation_is_asked_once_before_any_is_asked_again()
    {
        PastCall[] calls = [.. new ulong[] { 1, 1, 1, 2, 2, 3 }.Select((conversation, i) => Shadowed(Haiku, Short, Noon.AddSeconds(i), Seen(conversation)).Call)];
        await RecordAsync(calls);
        new Labels(_folder.Database).Write(calls[4].Id, true, LabelSource.User, Noon);

        Assert.Equal([calls[0].Id, calls[5].Id, calls[1].Id, calls[2].Id, calls[3].Id], Found());
    }

    private string[] Found() =>
        [.. new ShadowPairs(new PastCalls(_folder.Database), new ContentReader(_folder.Home.ContentPath), new Places(Prices)).Find(Noon, Noon.AddDays(1)).Select(pair => pair.Id)];

    private async Task RecordAsync(params PastCall[] calls)
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. calls.Select(Entry)]);
        await using var content = new ContentLedger(_folder.Home.ContentPath, _folder.Database, TimeProvider.System);
        foreach (var call in calls)
        {
            content.Keep(Captures.Of(content.Room, call.Id, call.At, reply: """{"content":[{"type":"text","text":"Yes."}]}"""));
        }
    }
}
