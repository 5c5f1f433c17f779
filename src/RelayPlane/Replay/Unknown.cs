using System.Globalization;
using RelayPlane.Config;
using RelayPlane.Metering;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Replay;

/// <summary>What a replay cannot know, said plainly.</summary>
/// <param name="strangers">Calls that other weights have scored.</param>
internal sealed class Unknown(GatewayConfig config, PolicyRun run, Ratios ratios, Money recorded, Money reproduced, long strangers, Learned learned)
{
    private const int Shown = 3;
    private const double Tolerated = .02;

    /// <summary>Conversations from which on an interval that is drawn from them says something.</summary>
    private const int Enough = 20;

    public IReadOnlyList<string> Sentences => [.. All()];

    private IEnumerable<string> All()
    {
        yield return learned.All is { } evidence
            ? $"Whether another model's answers would have been as good: the quality is the score's opinion, put right by {evidence.Labels} labels."
            : "Whether another model's answers would have been as good: the quality is the score's opinion, and no label of yours has tried it. See: relayplane route calibrate";
        yield return "How a conversation would have gone on after another answer: its later calls are the recorded ones.";
        yield return "What a policy would do with calls that no routing may move (x-relayplane-bypass, a model in a header, a provider's own state): they stay where they were. The header x-relayplane-route counts as not sent.";
        if (Policy.Waits(config))
        {
            yield return "When it would have begun to act: the policy observes or waits for evidence, and is replayed as if it acted.";
        }

        if (run.Saved.Conversations is > 0 and < Enough and var few)
        {
            yield return $"How far other days would differ: the calls are of {few} {(few == 1 ? "conversation" : "conversations")}, too few for the interval to be believed.";
        }

        if (recorded.NanoUsd > 0 && (double)reproduced.NanoUsd / recorded.NanoUsd - 1 is var off && Math.Abs(off) > Tolerated)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The prompt cache to the last token: by its model the recorded choices themselves cost {off:+0.0%;-0.0%} of what they did.");
        }

        if (run.GuessedClimbs)
        {
            yield return "How often answers would have climbed: where nothing was recorded, a guess of a few in a hundred by what is looked for.";
        }

        if (strangers > 0)
        {
            yield return $"What today's weights think of {strangers} calls: others have scored them, and only their score was kept.";
        }

        foreach (var pair in ratios.Guessed.Order(StringComparer.Ordinal).Take(Shown))
        {
            yield return $"From too few calls, {pair}: taken to be 1.";
        }

        if (ratios.Guessed.Count > Shown)
        {
            yield return $"The same of {ratios.Guessed.Count - Shown} more pairs of models.";
        }
    }
}
