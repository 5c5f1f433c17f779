using System.Runtime.CompilerServices;

namespace RelayPlane.Routing.Scoring;

/// <summary>The words that hand features count, by kind. A word is known by its hash alone, so that looking one up copies nothing.</summary>
internal static class Lexicon
{
    /// <summary>How many kinds there are: each is one bit of what <see cref="Kinds"/> gives.</summary>
    public static int Count { get; } = LexiconWords.ByKind.Length;

    private const int Slots = 4096;
    private static readonly uint[] Hashes = new uint[Slots];
    private static readonly ulong[] Bits = new ulong[Slots];

    static Lexicon()
    {
        foreach (var (kind, words) in LexiconWords.ByKind)
        {
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var hash = WordHash.Of(word);
                var slot = hash & (Slots - 1);
                while (Bits[slot] != 0 && Hashes[slot] != hash)
                {
                    slot = (slot + 1) & (Slots - 1);
                }

                Hashes[slot] = hash;
                Bits[slot] |= 1UL << (int)kind;
            }
        }
    }

    /// <summary>The kinds of a word, a bit each; 0 for a word that is not listed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Kinds(uint hash)
    {
        var slot = hash & (Slots - 1);
        while (Bits[slot] != 0)
        {
            if (Hashes[slot] == hash)
            {
                return Bits[slot];
            }

            slot = (slot + 1) & (Slots - 1);
        }

        return 0;
    }
}
