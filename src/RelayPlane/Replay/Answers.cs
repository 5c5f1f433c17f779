using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Replay;

/// <summary>How long a model's answers were, apart by what was asked, so that a model that gets the hard questions is not taken for one that talks more.</summary>
internal sealed class Answers
{
    private const int Kinds = 12;

    /// <summary>Answers that two models must have of a kind for it to count, and of all kinds together.</summary>
    private const int Enough = 20;
    private const int EnoughOfAll = 100;

    /// <summary>No model says so much more than another for the same question.</summary>
    private const double Most = 4;

    private readonly long[] _calls = new long[Kinds];
    private readonly double[] _tokens = new double[Kinds];

    public static Answers Of(Dictionary<int, Answers> all, int place)
    {
        if (!all.TryGetValue(place, out var answers))
        {
            all[place] = answers = new Answers();
        }

        return answers;
    }

    public void Add(PastCall call, long output)
    {
        var kind = KindOf(call);
        _calls[kind]++;
        _tokens[kind] += output;
    }

    /// <summary>How much longer they are than another's; null where too few are alike in kind.</summary>
    public double? To(Answers other)
    {
        var (weights, mine, theirs) = (0.0, 0.0, 0.0);
        for (var kind = 0; kind < Kinds; kind++)
        {
            var weight = Math.Min(_calls[kind], other._calls[kind]);
            if (weight >= Enough)
            {
                weights += weight;
                mine += weight * _tokens[kind] / _calls[kind];
                theirs += weight * other._tokens[kind] / other._calls[kind];
            }
        }

        return weights >= EnoughOfAll && theirs > 0 ? Math.Clamp(mine / theirs, 1 / Most, Most) : null;
    }

    private static int KindOf(PastCall call)
    {
        var seen = call.Decision;
        var size = seen.Rules switch { "complex" => 2, "moderate" => 1, _ => 0 };
        return (size * 4) + (seen.MidTask ? 2 : 0) + (seen.Tools > 0 ? 1 : 0);
    }
}
