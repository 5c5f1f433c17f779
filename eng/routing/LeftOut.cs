using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Scores each source with weights that were fitted without it, the way a new user's prompts are scored, and writes the heads down for the report.</summary>
internal static class LeftOut
{
    private const double UsualGain = .2;

    public static void Run(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, Dictionary<uint, string> names, string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "routing")).FullName;
        var (path, draft) = (Path.Combine(folder, "left-out.jsonl"), Path.Combine(folder, "left-out.draft"));
        using var builtIn = File.OpenText(Path.Combine(root, "src", "RelayPlane", "Routing", "Scoring", "complexity.txt"));
        var file = File.CreateText(draft);
        file.Write($"{{\"version\":\"{Weights.Read(builtIn).Version}\"}}\n");
        List<Prompt> all = [.. train, .. val];
        foreach (var source in train.Select(prompt => prompt.Source).Distinct())
        {
            var fitted = Fitting.Fit([.. train.Where(prompt => prompt.Source != source)], new Recipe());
            Level(fitted, all);
            var scorer = new Scorer(Weights.Read(new StringReader(WeightsFile.Text(fitted, names))));
            var features = new byte[Scorer.FeatureBytes];
            foreach (var prompt in all.Where(prompt => prompt.Source == source))
            {
                var heads = scorer.Score(new Asked { Text = prompt.Text, Tools = prompt.Tools, ToolParameters = prompt.ToolParameters, Turns = prompt.Turns }, features);
                file.Write($"{{\"id\":{JsonSerializer.Serialize(prompt.Id)},\"heads\":[{heads.Simple:R},{heads.Moderate:R},{heads.Complex:R}]}}\n");
            }

            Console.WriteLine($"{source} scored without itself");
        }

        foreach (var id in NearCopies.Without(val, train).Select(prompt => prompt.Id))
        {
            file.Write($"{{\"fresh\":{JsonSerializer.Serialize(id)}}}\n");
        }

        file.Dispose();
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>What is fitted without a hard source says less of everything, so what different fits say does not compare. Each is moved by one number, so that all say the same on average of all prompts: no answer is looked at, and within a fit no order changes.</summary>
    public static void Level(Fitted fitted, IReadOnlyList<Prompt> all)
    {
        var said = all.GroupBy(prompt => prompt.Source).Average(source => source.Average(prompt => fitted.Predict(prompt)[Outputs.Gain]));
        fitted.Settle(Outputs.Gain, (1, UsualGain - said));
    }
}
