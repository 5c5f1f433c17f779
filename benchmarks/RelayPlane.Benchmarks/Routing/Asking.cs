using System.Text;
using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>One prompt of the data, how well a model of each tier answered it, and what the product says of it.</summary>
internal sealed record Asking(string Id, string Source, byte[] Text, int Tools, int Parameters, int Turns, double Cheap, double? Middle, double Strong)
{
    public Heads Ours { get; set; }

    /// <summary>By weights that never saw this source; null where there are none.</summary>
    public Heads? LeftOut { get; set; }

    /// <summary>Whether no training prompt is nearly the same.</summary>
    public bool Fresh { get; set; } = true;

    public double Gain => Strong - Cheap;

    public double Of(Tier tier) => tier switch { Tier.Simple => Cheap, Tier.Moderate => Middle ?? (Cheap + Strong) / 2, _ => Strong };

    public static IEnumerable<Asking> Read(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var (root, scores) = (json.RootElement, json.RootElement.GetProperty("scores"));
            double? Score(string tier) =>
                root.GetProperty("tiers").TryGetProperty(tier, out var model) && model.ValueKind == JsonValueKind.String ? scores.GetProperty(model.GetString()!).GetDouble() : null;
            var tools = root.GetProperty("tools");
            yield return new Asking(
                root.GetProperty("id").GetString()!,
                root.GetProperty("source").GetString()!,
                Encoding.UTF8.GetBytes(root.GetProperty("prompt").GetString()!),
                tools.GetArrayLength(),
                tools.EnumerateArray().Sum(tool => tool.TryGetProperty("params", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0),
                root.GetProperty("turns").GetInt32(),
                Score("cheap")!.Value,
                Score("mid"),
                Score("strong")!.Value);
        }
    }

    public Heads Score(Scorer scorer, Span<byte> features) =>
        scorer.Score(new Asked { Text = Text, Tools = Tools, ToolParameters = Parameters, Turns = Turns }, features);
}
