namespace RelayPlane.Routing.Scoring;

/// <summary>Adds up what the words of a text say, each word once however often it is there.</summary>
/// <param name="seen">A bit for each word of the table, all clear.</param>
internal ref struct WordSums(WordTable table, Span<ulong> seen, Span<long> sums) : IWords
{
    /// <summary>How many <c>ulong</c> the bits take.</summary>
    public const int SeenWords = WordTable.Most / 64;

    private readonly Span<ulong> _seen = seen;
    private readonly Span<long> _sums = sums;

    /// <summary>How many words of the table the text has.</summary>
    public int Found { get; private set; }

    public void Hear(uint hash, uint before, ReadOnlySpan<byte> word)
    {
        Add(table.Find(hash));
        if (before != 0)
        {
            Add(table.Find(WordHash.Pair(before, hash)));
        }
    }

    private void Add(int place)
    {
        if (place < 0 || (_seen[place >> 6] & (1UL << place)) != 0)
        {
            return;
        }

        _seen[place >> 6] |= 1UL << place;
        Found++;
        for (var output = 0; output < Outputs.Count; output++)
        {
            _sums[output] += table.Weight(place, output);
        }
    }

    /// <summary>The sum of one output, evened out so that a long text does not say more than a short one.</summary>
    public readonly int Evened(int output) => (int)(_sums[output] / Math.Sqrt(1 + Found));
}
