using System.Collections.Frozen;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay.Calibrating;

/// <summary>What labels teach, and whether it may be believed.</summary>
/// <param name="Raw">How surprising labels are to the heads as the weights give them, on average.</param>
/// <param name="Fitted">The same to heads that were fitted to other labels.</param>
/// <param name="Lower">Of the gain, the lower end of the 95 % interval.</param>
/// <param name="Fit">Fitted to all of them.</param>
/// <param name="Evidence">What they say of the quality that routing keeps, for all calls.</param>
internal sealed record Lesson(
    int Labels, int Good, double Raw, double Fitted, double Lower, double Upper, Calibrated Fit, Evidence? Evidence, FrozenDictionary<string, Evidence> ByRoute)
{
    /// <summary>Labels without which nothing is learned.</summary>
    public const int Fewest = 100;

    private const int Folds = 10;

    /// <summary>Of the normal distribution, for 95 %.</summary>
    private const double Z = 1.96;

    /// <summary>Whether the heads are put right: only where that is no chance.</summary>
    public bool IsAdopted => Labels >= Fewest && Lower > 0;

    public Learned Learned(string classifier) => new(IsAdopted ? Fit : Calibrated.Identity, classifier, Evidence, ByRoute);

    public static Lesson Of(IReadOnlyList<Labelled> labels, int seed)
    {
        var gains = new Cohorts();
        var (raw, fitted) = (0.0, 0.0);
        foreach (var fold in labels.GroupBy(FoldOf))
        {
            // Conversations are in one fold as a whole: else a fit would be tried on what it knows.
            var fit = HeadFit.Of([.. labels.Where(label => FoldOf(label) != fold.Key)]);
            foreach (var label in fold)
            {
                var (before, after) = (HeadFit.LogLoss(label, Calibrated.Identity), HeadFit.LogLoss(label, fit));
                (raw, fitted) = (raw + before, fitted + after);
                gains.Add(label.Conversation, before - after);
            }
        }

        var (lower, upper) = gains.Interval(new Random(seed));
        var count = Math.Max(1, labels.Count);
        return new Lesson(
            labels.Count, labels.Count(label => label.Good), raw / count, fitted / count, lower / count, upper / count, HeadFit.Of(labels), Kept(labels),
            labels.Where(label => label.Route is not null).GroupBy(label => label.Route!).Select(group => (group.Key, Kept: Kept(group)))
                .Where(pair => pair.Kept is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Kept!));
    }

    /// <summary>
    /// Of the answers that another model gave than was asked for, how many were good. That the asked model may have failed as well is left out: what is kept is
    /// rather taken for too little. Null where nobody has said anything of such an answer.
    /// </summary>
    private static Evidence? Kept(IEnumerable<Labelled> labels)
    {
        var (count, good) = (0, 0);
        foreach (var label in labels)
        {
            count += label.Routed ? 1 : 0;
            good += label is { Routed: true, Good: true } ? 1 : 0;
        }

        if (count == 0)
        {
            return null;
        }

        // Wilson's interval, which holds for few labels and for shares near 1.
        double share = (double)good / count, spread = Z * Z / count;
        var middle = (share + (spread / 2)) / (1 + spread);
        var half = Z * Math.Sqrt((share * (1 - share) / count) + (spread / count / 4)) / (1 + spread);
        return new Evidence(count, share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static int FoldOf(Labelled label) => (int)((label.Conversation * 0x9E3779B97F4A7C15UL >> 32) % Folds);
}
