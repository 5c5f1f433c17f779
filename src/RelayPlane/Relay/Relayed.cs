using RelayPlane.Dispatch;

namespace RelayPlane.Relay;

/// <summary>What came of carrying a reply to the client.</summary>
/// <param name="Attempt">The attempt, now ended.</param>
/// <param name="FirstByte">When the first byte was handed to the client, as a timestamp of the clock; null if none was.</param>
/// <param name="BytesOut">Bytes of body that the client was sent.</param>
internal sealed record Relayed(Attempt Attempt, long? FirstByte, long BytesOut)
{
    /// <summary>Whether the reply broke before a byte of it went to the client.</summary>
    public bool IsNothing { get; init; }
}
