namespace RelayPlane.Routing.Scoring;

/// <summary>What hears each word of a text as it is scanned. The scorer looks it up; the training program learns which words there are.</summary>
internal interface IWords
{
    /// <param name="before">The hash of the word before it on the same line; 0 where there is none.</param>
    void Hear(uint hash, uint before, ReadOnlySpan<byte> word);
}
