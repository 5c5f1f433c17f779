using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch.Judging;

/// <summary>Gathers an answer that has begun, until it is whole: it can be judged then, and none of it has gone to the client.</summary>
internal static class Holding
{
    /// <summary>An answer that is larger is no longer held, in bytes: it goes on unjudged.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>So does one that takes longer, and one whose client can wait no longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Without a byte, where the route says nothing.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(120);

    /// <param name="started">When its attempt was sent, as a timestamp of the clock.</param>
    /// <param name="longest">How long it may be held.</param>
    public static async ValueTask<Held> GatherAsync(ReplySource source, Terms terms, long started, TimeSpan longest, TimeProvider clock, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        var silence = terms.BetweenTokens ?? s_silence;
        using var patience = new Patience(silence, clock, cancel);
        try
        {
            while (!source.Ended)
            {
                // Only between two pieces: a reading that is cut short cannot be gone on with.
                if (source.Held.Length >= Largest || (clock.GetElapsedTime(begun) > longest && !cancel.IsCancellationRequested))
                {
                    return Held.LetGo;
                }

                patience.Rest(terms.Total - clock.GetElapsedTime(started) is { } left && left < silence ? left : silence);
                await source.GatherAsync(patience.Token);
            }

            return Held.Whole;
        }
        catch (Exception thrown) when (thrown is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            return cancel.IsCancellationRequested ? Held.Left : patience.RanOut ? Held.Stalled : Held.Broke;
        }
    }
}

/// <summary>What came of holding an answer.</summary>
internal enum Held
{
    Whole,

    /// <summary>It is too much to be held.</summary>
    LetGo,

    /// <summary>It broke off.</summary>
    Broke,

    /// <summary>Nothing more came.</summary>
    Stalled,

    /// <summary>The client hung up.</summary>
    Left,
}
