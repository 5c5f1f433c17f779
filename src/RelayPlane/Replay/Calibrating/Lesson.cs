using System.Collections.Frozen;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay.Calibrating;

/// <summary>What labels teach, and whether it may be believed.</summary>
/// <param name="Conversations">Of how many conversations the labels are.</param>
/// <param name="Raw">How surprising labels are to the heads as the weights give them, on average.</param>
/// <param name="Fitted">The same to heads that were fitted to other labels.</param>
/// <param name="Lower">Of the gain, the lower end of the 95 % interval.</param>
/// <param name="Fit">Fitted to all of them.</param>
/// <param name="Evidence">What they say of the quality that routing keeps, for all calls.</param>
internal sealed record Lesson(
    int Labels, int Conversations, int Good, double Raw, double Fitted, double Lower, double Upper, Calibrated Fit, Evidence? Evidence, FrozenDictionary<string, Evidence> ByRoute)
{
    /// <summary>Labels without which nothing is learned.</summary>
    public const int Fewest = 100;

    /// <summary>Conversations without which nothing is: of fewer no interval says much, however many labels they have.</summary>
    public const int FewestConversations = 20;

    private const int Folds = 10;
    private const double Rounding = 1e-9;

    /// <summary>Whether the heads are put right: only where that is no chance.</summary>
    public bool IsAdopted => Labels >= Fewest && Conversations >= FewestConversations && Lower > 0;

    public Learned Learned(string classifier) => new(IsAdopted ? Fit : Calibrated.Identity, classifier, Evidence, ByRoute);

    public static Lesson Of(IReadOnlyList<Labelled> labels, int seed)
    {
        var gains = new Cohorts();
        var (raw, fitted) = (0.0, 0.0);
        var folds = FoldsOf(labels);
        foreach (var fold in labels.GroupBy(label => folds[label.Conversation]))
        {
            var fit = HeadFit.Of([.. labels.Where(label => folds[label.Conversation] != fold.Key)]);
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
            labels.Count, folds.Count, labels.Count(label => label.Good), raw / count, fitted / count, lower / count, upper / count, HeadFit.Of(labels), Kept(labels),
            labels.Where(label => label.Route is not null).GroupBy(label => label.Route!).Select(group => (group.Key, Kept: Kept(group)))
                .Where(pair => pair.Kept is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Kept!));
    }

    /// <summary>
    /// Of the answers that another model gave than was asked for, how many were good, on average of their conversations: answers of one conversation are good
    /// or bad together, so it counts as one, however many of them have a label. That the asked model may have failed as well is left out: what is kept is
    /// rather taken for too little. Null where nobody has said anything of such an answer.
    /// </summary>
    public static Evidence? Kept(IEnumerable<Labelled> labels)
    {
        var routed = labels.Where(label => label.Routed).GroupBy(label => label.Conversation).Select(one => (Labels: one.Count(), Good: one.Average(label => label.Good ? 1.0 : 0))).ToList();
        if (routed.Count == 0)
        {
            return null;
        }

        // A broken count is taken for the less sure whole one.
        var (count, good) = (routed.Count, routed.Sum(one => one.Good));
        return new Evidence(
            routed.Sum(one => one.Labels), good / count, ExactShare.Lower((int)Math.Floor(good + Rounding), count), ExactShare.Upper((int)Math.Ceiling(good - Rounding), count))
        {
            Conversations = count,
        };
    }

    /// <summary>
    /// Conversations are in one fold as a whole: else a fit would be tried on what it knows. They are dealt out one by one, so that few of them do not come to
    /// lie in one fold together; in an order that has nothing to do with theirs.
    /// </summary>
    private static Dictionary<ulong, int> FoldsOf(IReadOnlyList<Labelled> labels) => labels
        .Select(label => label.Conversation).Distinct().OrderBy(conversation => conversation * 0x9E3779B97F4A7C15UL).Index().ToDictionary(pair => pair.Item, pair => pair.Index % Folds);
}
