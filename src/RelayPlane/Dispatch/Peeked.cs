using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>What the beginning of a reply showed.</summary>
/// <param name="Signal">Answered, or what it was instead.</param>
/// <param name="Reply">The reply, with what was read of it. Owned by who holds this.</param>
/// <param name="FirstByte">When the first byte of the body came, as a timestamp of the clock; null where none did.</param>
/// <param name="Usage">What an Anthropic stream told of its input at the start; null elsewhere.</param>
internal sealed record Peeked(Signal Signal, OpenReply Reply, long? FirstByte, TokenUsage? Usage = null) : IDisposable
{
    /// <summary>Whether the reply, as the provider gave it, may be passed to the client: an answer, or the provider's own words for why there is none.</summary>
    public bool Speaks { get; init; } = true;

    /// <summary>Keeps the reply without its connection, to be passed on later.</summary>
    /// <returns>False where there is nothing fit to be passed on; then only disposing is left.</returns>
    public bool Hold() => Reply.Hold() && Speaks;

    public void Dispose() => Reply.Dispose();
}
