using System.Runtime.CompilerServices;

namespace RelayPlane.Routing.Scoring;

/// <summary>Common words and pairs of words, each with what it adds to every output.</summary>
internal sealed class WordTable
{
    /// <summary>The most words a table may have.</summary>
    public const int Most = 4096;

    private const int Slots = 4 * Most;
    private readonly uint[] _hashes = new uint[Slots];
    private readonly short[] _places = new short[Slots];
    private readonly int[] _weights;

    /// <param name="hashes">Of the words, in their order.</param>
    /// <param name="weights">For each word, a number for each output.</param>
    public WordTable(uint[] hashes, int[] weights)
    {
        Count = Math.Min(hashes.Length, Most);
        _weights = weights;
        for (var place = 0; place < Count; place++)
        {
            var slot = hashes[place] & (Slots - 1);
            while (_places[slot] != 0)
            {
                slot = (slot + 1) & (Slots - 1);
            }

            (_hashes[slot], _places[slot]) = (hashes[place], (short)(place + 1));
        }
    }

    public int Count { get; }

    /// <summary>Where a word stands; below zero for a word that is not in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint hash)
    {
        var slot = hash & (Slots - 1);
        while (_places[slot] != 0)
        {
            if (_hashes[slot] == hash)
            {
                return _places[slot] - 1;
            }

            slot = (slot + 1) & (Slots - 1);
        }

        return -1;
    }

    public int Weight(int place, int output) => _weights[place * Outputs.Count + output];
}
