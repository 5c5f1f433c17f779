namespace RelayPlane.Metering;

/// <summary>How much content of a reply had come by its end or cut, counted from the side.</summary>
/// <param name="Events">Events that carried content; 1 for a reply in one piece.</param>
/// <param name="Bytes">The bytes of their content, without the frame around it; of a reply in one piece, all of its bytes.</param>
internal readonly record struct RelayedText(long Events, long Bytes)
{
    /// <summary>With one more event of so much content; one of none does not count.</summary>
    public RelayedText And(long bytes) => bytes > 0 ? new(Events + 1, Bytes + bytes) : this;
}
