using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>Reads, from the side, what one reply reports of itself. It is fed the decoded bytes in any split and changes none of them.</summary>
internal abstract class Meter
{
    /// <summary>
    /// Whether the event that ends a stream was seen: once a client has its bytes, the reply is whole to it. False for a reply in one piece, whose end
    /// is that of its body.
    /// </summary>
    public virtual bool HasEnded => false;

    /// <summary>Takes the next bytes of the reply.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>What has been read up to the last whole event, where more may come.</summary>
    public virtual Reading SoFar() => Read();

    /// <summary>What has been read so far; called once, when the reply has ended or was cut. A terminal event decides whether it is complete.</summary>
    public abstract Reading Read();
}
