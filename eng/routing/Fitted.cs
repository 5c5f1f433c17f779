using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Weights as they are learned, before they become whole numbers.</summary>
internal sealed class Fitted
{
    public double[] Start { get; } = new double[Outputs.Count];

    public List<(int Output, double Part, Tree Tree)> Trees { get; } = [];

    /// <summary>The part of the gain that the middle tier has.</summary>
    public double Middle { get; set; }

    /// <summary>What a step of each feature adds to the gain.</summary>
    public double[] Line { get; } = new double[HandFeatures.Count];

    /// <summary>The mean of each feature.</summary>
    public required int[] Usual { get; init; }

    public required uint[] Vocabulary { get; init; }

    public required double[] WordWeights { get; init; }

    /// <summary>Stretches one output and moves it.</summary>
    public void Settle(int output, (double Times, double Plus) scale)
    {
        Start[output] = Start[output] * scale.Times + scale.Plus;
        for (var tree = 0; tree < Trees.Count; tree++)
        {
            if (Trees[tree].Output == output)
            {
                Trees[tree] = Trees[tree] with { Part = Trees[tree].Part * scale.Times };
            }
        }

        for (var word = output; word < WordWeights.Length; word += Outputs.Count)
        {
            WordWeights[word] *= scale.Times;
        }

        for (var feature = 0; output == Outputs.Gain && feature < Line.Length; feature++)
        {
            Line[feature] *= scale.Times;
        }
    }

    public double[] Predict(Prompt prompt)
    {
        var sums = (double[])Start.Clone();
        foreach (var (output, part, tree) in Trees)
        {
            sums[output] += part * tree.Of(prompt.Features);
        }

        for (var feature = 0; feature < Line.Length; feature++)
        {
            sums[Outputs.Gain] += Line[feature] * prompt.Features[feature];
        }

        var found = 0;
        var words = new double[Outputs.Count];
        foreach (var hash in prompt.Words)
        {
            var place = Array.BinarySearch(Vocabulary, hash);
            if (place >= 0)
            {
                found++;
                for (var output = 0; output < Outputs.Count; output++)
                {
                    words[output] += WordWeights[place * Outputs.Count + output];
                }
            }
        }

        for (var output = 0; output < Outputs.Count; output++)
        {
            sums[output] += words[output] / Math.Sqrt(1 + found);
        }

        return sums;
    }
}
