namespace RelayPlane.Metering;

/// <summary>How much content of a stream had come by its end or cut, counted from the side without looking into it.</summary>
/// <param name="Events">Events that carried data.</param>
/// <param name="Bytes">The bytes of their data beyond the frame around the content, which the smallest of them tells.</param>
internal readonly record struct RelayedText(long Events, long Bytes);
