using RelayPlane.Config;
using RelayPlane.Ledger;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>What moved the score of a call that was made: told from the features that the ledger keeps in place of its text.</summary>
/// <param name="Reasons">The largest first. Its single words are not kept, but what they said together is.</param>
/// <param name="Worth">What each tier's answer is worth, with what labels have taught and what words that ask for work add.</param>
/// <param name="Lambda">The knob that today's config has for such calls.</param>
internal sealed record MadeScore(IReadOnlyList<Reason> Reasons, Heads Worth, double Lambda)
{
    private const int Most = 8;

    // As the scorer keeps what words said: a byte with steps of 1/512 around its middle.
    private const double WordSteps = 512;
    private const int Middle = 128;

    /// <summary>Null where other weights have scored it: what they kept says nothing to these.</summary>
    public static MadeScore? Of(CallEntry call, GatewayConfig config, Learned learned)
    {
        if (call.Decision is not { } decision || decision.Classifier != Scorer.Trained.Version || decision.Features.Length < Scorer.FeatureBytes)
        {
            return null;
        }

        var heads = learned.Apply(new Heads(decision.Simple, decision.Moderate, decision.Complex), decision.Classifier);
        var work = decision.Features.Length > Scorer.FeatureBytes ? decision.Features.Span[^1] : 0;
        var own = RouteList.Of(config).FirstOrDefault(route => route.Name == call.Route)?.Config?.Routing?.Lambda;
        return new MadeScore(
            ReasonsOf(decision.Features.Span), WorkPrior.Add(heads, work), own ?? config.Routing?.Complexity?.Lambda ?? config.Routing?.Lambda ?? TierValue.UsualLambda);
    }

    private static IReadOnlyList<Reason> ReasonsOf(ReadOnlySpan<byte> features)
    {
        var weights = Weights.BuiltIn();
        var moved = new long[Scorer.FeatureBytes];
        weights.Forest.Explain(features, Outputs.Gain, moved);
        for (var feature = 0; feature < HandFeatures.Count; feature++)
        {
            moved[feature] += weights.Line[feature] * (features[feature] - weights.Usual[feature]);
        }

        var words = (features[HandFeatures.Count + Outputs.Gain] - Middle) / WordSteps;
        return
        [
            .. moved.Index().Take(HandFeatures.Count).Select(feature => new Reason(FeatureNames.Of(feature.Index), feature.Item / (double)Outputs.One))
                .Append(new Reason("its single words, together", words))
                .Where(reason => reason.Weight != 0)
                .OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Name, StringComparer.Ordinal)
                .Take(Most),
        ];
    }
}
