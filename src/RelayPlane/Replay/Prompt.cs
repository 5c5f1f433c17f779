using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using RelayPlane.Dispatch;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;

namespace RelayPlane.Replay;

/// <summary>What a recorded call would have been anywhere: how long it was, how much of it was to be cached, and how much was answered.</summary>
/// <param name="Conversation">What its prompt cache is shared by first of all.</param>
/// <param name="Group">Calls of one program, whose conversations begin with the same words.</param>
/// <param name="Usage">As it was recorded where it was answered.</param>
/// <param name="Marked">How much of the input stood before the last mark of the client, from 0 to 1.</param>
/// <param name="Hour">Whether it was to be cached for an hour.</param>
internal readonly record struct Prompt(ulong Conversation, ulong Group, DateTimeOffset At, Place Answered, TokenUsage Usage, double Marked, bool Hour, long? MaxOutput)
{
    /// <summary>Null where no answer was recorded whose usage is known.</summary>
    public static Prompt? Of(PastCall call, Places places) => Answer(call) is { Usage: { } usage } answer
        ? new Prompt(ConversationOf(call), Hash(call.Client, call.Agent), call.At, null!, default, 0, false, call.Decision.MaxOutput).With(call, places.Of(answer.Provider, answer.Model), usage)
        : null;

    /// <summary>The same as another attempt of the call had it, where there is one at that place; else as it is.</summary>
    /// <param name="paid">What was paid for that attempt.</param>
    public Prompt As(PastCall call, Place place, ref Money paid)
    {
        if (place != Answered)
        {
            foreach (var attempt in call.Attempts)
            {
                if (attempt is { Usage: { } usage, Cost: { } cost } && attempt.Provider == place.Provider && attempt.Model == place.Model)
                {
                    paid = cost;
                    return With(call, place, usage);
                }
            }
        }

        return this;
    }

    private Prompt With(PastCall call, Place place, in TokenUsage usage)
    {
        var cached = usage.TotalInput - usage.Input;
        var marked = place.CachesMarked && usage.TotalInput > 0 ? (double)cached / usage.TotalInput : call.Decision.MarksCache ? 1 : 0;
        return this with { Answered = place, Usage = usage, Marked = marked, Hour = usage.CacheWrite1h > 0 };
    }

    /// <summary>The attempt that the client was answered with, even where it left before the end.</summary>
    public static PastAttempt? Answer(PastCall call)
    {
        for (var i = call.Attempts.Count - 1; i >= 0; i--)
        {
            if (call.Attempts[i] is { Usage: not null, Verdict: Verdict.Answered or Verdict.Cancelled or Verdict.Faulted } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private static ulong ConversationOf(PastCall call) =>
        ulong.TryParse(call.Decision.Conversation, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var print) ? print : Hash(call.Session, call.Id);

    private static ulong Hash(string? one, string? other) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes((one ?? string.Empty).AsSpan()), (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes((other ?? string.Empty).AsSpan())));
}
