namespace RelayPlane.Routing.Scoring;

/// <summary>Says for each tier how likely its answer is good enough, from what was asked. Thread-safe; a score allocates nothing.</summary>
internal sealed class Scorer(Weights weights)
{
    /// <summary>How long the features are that a score leaves: the hand features, and what the words said of each output.</summary>
    public const int FeatureBytes = HandFeatures.Count + Outputs.Count;

    // What words move is small: a byte has steps of 1/512 around its middle.
    private const int WordStep = Outputs.One / 512;

    private static readonly Lazy<Scorer> Loaded = new(() => new Scorer(Weights.BuiltIn()));

    /// <summary>The scorer with the weights that are built in.</summary>
    public static Scorer Trained => Loaded.Value;

    /// <summary>Which weights these are: kept with each call, since features and scores of different versions do not compare.</summary>
    public string Version => weights.Version;

    /// <param name="features">Gets the quantised hand features: what the ledger keeps in place of the text.</param>
    public Heads Score(in Asked asked, Span<byte> features)
    {
        Span<ulong> seen = stackalloc ulong[WordSums.SeenWords];
        Span<long> said = stackalloc long[Outputs.Count];
        seen.Clear();
        said.Clear();
        var counts = default(TextCounts);
        var words = new WordSums(weights.Words, seen, said);
        TextScan.Run(asked.Text, ref counts, ref words);
        HandFeatures.Write(asked, counts, features);

        Span<int> sums = stackalloc int[Outputs.Count];
        weights.Start.CopyTo(sums);
        weights.Forest.Add(features, sums);
        for (var feature = 0; feature < HandFeatures.Count; feature++)
        {
            sums[Outputs.Gain] += weights.Line[feature] * features[feature];
        }

        for (var output = 0; output < Outputs.Count; output++)
        {
            var word = words.Evened(output);
            sums[output] += word;
            features[HandFeatures.Count + output] = (byte)Math.Clamp(128 + word / WordStep, 0, 255);
        }

        return Outputs.Heads(sums, weights.Middle);
    }

    /// <summary>What moved the difference of the tiers, largest first; together they are its distance to that of a usual call.</summary>
    public IReadOnlyList<Reason> Explain(in Asked asked)
    {
        var features = new byte[FeatureBytes];
        var moved = new long[FeatureBytes];
        var counts = default(TextCounts);
        var words = new WordList(weights.Words, []);
        TextScan.Run(asked.Text, ref counts, ref words);
        HandFeatures.Write(asked, counts, features);
        weights.Forest.Explain(features, Outputs.Gain, moved);
        for (var feature = 0; feature < HandFeatures.Count; feature++)
        {
            moved[feature] += weights.Line[feature] * (features[feature] - weights.Usual[feature]);
        }

        var evened = Math.Sqrt(1 + words.Places.Count) * Outputs.One;
        return
        [
            .. moved.Index().Take(HandFeatures.Count).Select(feature => new Reason(FeatureNames.Of(feature.Index), feature.Item / (double)Outputs.One))
                .Concat(words.Places.Select(place => new Reason($"the word \"{weights.Names[place]}\"", weights.Words.Weight(place, Outputs.Gain) / evened)))
                .Where(reason => reason.Weight != 0)
                .OrderByDescending(reason => Math.Abs(reason.Weight)).ThenBy(reason => reason.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Keeps which words of the table a text has.</summary>
    private readonly struct WordList(WordTable table, SortedSet<int> places) : IWords
    {
        public SortedSet<int> Places => places;

        public void Hear(uint hash, uint before, ReadOnlySpan<byte> word)
        {
            Add(table.Find(hash));
            Add(before != 0 ? table.Find(WordHash.Pair(before, hash)) : -1);
        }

        private void Add(int place)
        {
            if (place >= 0)
            {
                places.Add(place);
            }
        }
    }
}
