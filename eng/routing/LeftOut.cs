using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Scores each source with weights that were fitted without it, the way a new user's prompts are scored, and writes the heads down for the report.</summary>
internal static class LeftOut
{
    public static void Run(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, IReadOnlyList<Prompt> priors, Dictionary<uint, string> names, string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts", "routing")).FullName;
        var (path, draft) = (Path.Combine(folder, "left-out.jsonl"), Path.Combine(folder, "left-out.draft"));
        using var builtIn = File.OpenText(Path.Combine(root, "src", "RelayPlane", "Routing", "Scoring", "complexity.txt"));
        var file = File.CreateText(draft);
        file.Write($"{{\"version\":\"{Weights.Read(builtIn).Version}\"}}\n");
        foreach (var source in train.Select(prompt => prompt.Source).Distinct())
        {
            var scorer = new Scorer(Weights.Read(new StringReader(WeightsFile.Text(Fitting.Fit([.. train.Where(prompt => prompt.Source != source)], priors, new Recipe()), names))));
            var features = new byte[Scorer.FeatureBytes];
            foreach (var prompt in train.Concat(val).Where(prompt => prompt.Source == source))
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
}
