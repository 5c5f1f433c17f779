namespace RelayPlane.Metering;

/// <summary>How much content of a reply had come by its end or cut, counted from the side.</summary>
/// <param name="Events">Events that carried content; 1 for a reply in one piece.</param>
/// <param name="Bytes">The bytes of their content, without the frame around it as far as that is known.</param>
internal readonly record struct RelayedText(long Events, long Bytes);
