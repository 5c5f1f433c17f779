using System.Security.Cryptography;
using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Fits the recipe to all of the training prompts and writes what the product builds in: the weights, and beside them where they come from.</summary>
internal static class Training
{
    public static void Run(IReadOnlyList<Prompt> train, Dictionary<uint, string> names, string data, string root)
    {
        var recipe = new Recipe();
        var text = WeightsFile.Text(Fitting.Fit(train, recipe), names);
        var to = Path.Combine(root, "src", "RelayPlane", "Routing", "Scoring");
        File.WriteAllText(Path.Combine(to, "complexity.txt"), text);
        var weights = Weights.Read(new StringReader(text));

        using var file = File.Create(Path.Combine(to, "complexity.json"));
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", Weights.Format);
        json.WriteString("version", weights.Version);
        json.WriteString("train_sha256", Digest(Path.Combine(data, "train.jsonl")));
        json.WriteNumber("prompts", train.Count);
        json.WriteNumber("seed", recipe.WithinTrees.Seed);
        json.WriteNumber("features", HandFeatures.Count);
        json.WriteNumber("trees", weights.Forest.Trees);
        json.WriteNumber("words", weights.Words.Count);
        json.WriteString("recipe", recipe.ToString());
        json.WriteEndObject();
        json.Flush();
        file.Write("\n"u8);
        Console.WriteLine($"{weights.Version}: {weights.Forest.Trees} trees, {weights.Words.Count} words, {text.Length} bytes");
    }

    private static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
