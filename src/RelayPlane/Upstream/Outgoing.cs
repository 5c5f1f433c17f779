using RelayPlane.Dialects.Translation;

namespace RelayPlane.Upstream;

/// <summary>One call as it goes up to one target.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Endpoint">What is asked for there; another than the client's where the call is translated.</param>
/// <param name="Body">The bytes; empty where the client's body goes up while it comes.</param>
internal sealed record Outgoing(Uri Address, Endpoint Endpoint, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the body is the call's own, lying in its array, and not one that was made for this target.</summary>
    public bool IsClients { get; init; }

    /// <summary>Whether the client's format is another than the target's.</summary>
    public bool Translated { get; init; }

    /// <summary>Headers that the target's format wants.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What of the request did not go up, in the client's words.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>What an answer has to go through; null where its bytes are the client's as they are.</summary>
    public ReplyChange? Change { get; init; }
}
