using System.Collections.Frozen;
using System.Numerics;

namespace RelayPlane.Routing.Scoring;

/// <summary>Which groups of telling words a text has. A group gives its points once.</summary>
internal struct RuleWords : IWords
{
    public const int Code = 0;
    private const int First = 7;
    private const int Then = 8;
    private const int Step = 9;
    private const int Write = 10;
    private const int Piece = 11;

    private static readonly uint And = WordHash.Of("and");

    private static readonly (int Points, string Words)[] Groups =
    [
        (2, "function,class,const,let,import"),
        (2, "analyze,analyse,compare,evaluate,assess,review,audit"),
        (2, "calculate,compute,solve,equation,equations,prove,derive"),
        (3, "architect,architecture,infrastructure,distributed,microservice,microservices,system design,scalable,scalability"),
        (2, "create a,create an,design a,design an,build a,build an"),
        (2, "implement,refactor,debug,optimize,optimise,migrate"),
        (1, "strategy,roadmap,plan for,how would,how should,how can"),
        (0, "first"),
        (0, "then"),
        (0, "step,phase"),
        (0, "write"),
        (0, "story,essay,article,report"),
    ];

    private static readonly FrozenDictionary<uint, int> GroupOf = Groups.Index()
        .SelectMany(group => group.Item.Words.Split(',').Select(word => (Hash: WordHash.Of(word), group.Index)))
        .ToFrozenDictionary(word => word.Hash, word => word.Index);

    private int _found;
    private int _ands;

    /// <summary>Whether the text tells of one step after another.</summary>
    public readonly bool IsStepwise => Has(Step) || (Has(First) && Has(Then));

    public readonly int Points
    {
        get
        {
            var points = (_ands >= 3 ? 1 : 0) + (_ands >= 5 ? 1 : 0) + (IsStepwise ? 2 : 0) + (Has(Write) && Has(Piece) ? 2 : 0);
            for (var left = _found; left != 0; left &= left - 1)
            {
                points += Groups[BitOperations.TrailingZeroCount(left)].Points;
            }

            return points;
        }
    }

    public readonly bool Has(int group) => (_found & (1 << group)) != 0;

    public void Hear(uint hash, uint before, ReadOnlySpan<byte> word)
    {
        _ands += hash == And ? 1 : 0;
        Find(hash);
        if (before != 0)
        {
            Find(WordHash.Pair(before, hash));
        }
    }

    private void Find(uint hash)
    {
        if (GroupOf.TryGetValue(hash, out var group))
        {
            _found |= 1 << group;
        }
    }
}
