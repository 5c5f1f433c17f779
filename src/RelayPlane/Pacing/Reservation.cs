using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>
/// Leave to send one attempt, with what it takes of the limits. Whoever holds it tells what became of the attempt: the headers, then that content
/// came or why it did not, then the usage. Disposing it settles whatever was not told, so that nothing stays reserved. Safe for threads.
/// </summary>
internal sealed class Reservation(Pacer pacer, Ticket ticket, Choice choice, Pool pool, Lane lane, Reserved reserved, bool probe) : IDisposable
{
    public Choice Choice => choice;

    public Pool Pool => pool;

    public Credential Key => lane.Key;

    public Ticket Ticket => ticket;

    public Lane Lane => lane;

    public Reserved Reserved => reserved;

    /// <summary>Whether it tries a target that has been failing.</summary>
    public bool IsProbe => probe;

    /// <summary>Whether the wait for the first token is over, one way or another.</summary>
    public bool Begun { get; set; }

    /// <summary>How long to wait for the first token, where nothing else is configured.</summary>
    public TimeSpan FirstToken => pacer.FirstTokenOf(lane);

    /// <summary>Whether the failing target may be sent a call again just now.</summary>
    public bool MayRetry() => pacer.MayRetry(pool);

    /// <summary>What the reply's headers report.</summary>
    public void Observe(LimitReport report) => pacer.Observe(this, report);

    /// <summary>Content came: the target works.</summary>
    /// <param name="firstToken">How long it took; null where the reply came whole, which tells nothing of a first token.</param>
    /// <param name="input">The usage that the stream's start told, where it did.</param>
    public void Answered(TimeSpan? firstToken, TokenUsage? input) => pacer.Answered(this, firstToken, input);

    /// <summary>No content came.</summary>
    /// <param name="report">What the refusal's headers report.</param>
    /// <param name="words">The provider's reply, where it is the end of a key for now.</param>
    public void Failed(Signal signal, LimitReport report, ProviderWords? words = null) => pacer.Failed(this, signal, report, words);

    /// <summary>The reply broke or stalled after its content had begun.</summary>
    public void Broke() => pacer.Broke(this);

    /// <summary>The attempt has ended; its usage, where the provider reported any.</summary>
    public void Settle(TokenUsage? usage) => pacer.Settle(this, usage);

    public void Dispose() => pacer.Settle(this, null);
}
