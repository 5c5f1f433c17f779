using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>Reads, from the side, what one reply reports of itself. It is fed the decoded bytes in any split and changes none of them.</summary>
internal abstract class Meter
{
    /// <summary>Takes the next bytes of the reply.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Whether the event that ends a stream was taken, after which nothing more is to come. A whole body has none.</summary>
    public virtual bool HasEnded => false;

    /// <summary>What has been read up to the last whole event, where more may come.</summary>
    public virtual Reading SoFar() => Read();

    /// <summary>What has been read so far; called once, when the reply has ended or was cut. A terminal event decides whether it is complete.</summary>
    public abstract Reading Read();
}
