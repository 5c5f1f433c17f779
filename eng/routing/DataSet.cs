using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>The prompts of a file, with the product's features.</summary>
internal static class DataSet
{
    public static List<Prompt> Read(string file, Dictionary<uint, string> names)
    {
        var prompts = new List<Prompt>();
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            prompts.Add(Read(json.RootElement));
        }

        foreach (var prompt in prompts)
        {
            Measure(prompt, names);
        }

        Shift(prompts);
        return prompts;
    }

    public static void Measure(Prompt prompt, Dictionary<uint, string> names)
    {
        prompt.Features = new byte[HandFeatures.Count];
        var heard = new Heard(names);
        var counts = default(TextCounts);
        TextScan.Run(prompt.Text, ref counts, ref heard);
        HandFeatures.Write(new Asked { Text = prompt.Text, Tools = prompt.Tools, ToolParameters = prompt.ToolParameters, Turns = prompt.Turns }, counts, prompt.Features);
        prompt.Words = [.. heard.Hashes.Order()];
    }

    // The means over many models rank prompts better, but lie elsewhere than the canonical models' scores; each source's are moved to where those are.
    private static void Shift(List<Prompt> prompts)
    {
        foreach (var source in prompts.GroupBy(prompt => prompt.Source))
        {
            var (cheap, strong) = (source.Average(prompt => prompt.Cheap - prompt.SoftCheap), source.Average(prompt => prompt.Strong - prompt.SoftStrong));
            var middle = source.Average(prompt => prompt.Middle - prompt.SoftMiddle) ?? 0;
            foreach (var prompt in source)
            {
                (prompt.SoftCheap, prompt.SoftMiddle, prompt.SoftStrong) = (prompt.SoftCheap + cheap, prompt.SoftMiddle + middle, prompt.SoftStrong + strong);
            }
        }
    }

    private static Prompt Read(JsonElement json)
    {
        var (scores, tiers, soft) = (json.GetProperty("scores"), json.GetProperty("tiers"), json.GetProperty("soft"));
        double? Score(string tier) => tiers.TryGetProperty(tier, out var model) && model.ValueKind == JsonValueKind.String ? scores.GetProperty(model.GetString()!).GetDouble() : null;
        double? Soft(string tier) => soft.TryGetProperty(tier, out var mean) && mean.ValueKind == JsonValueKind.Number ? mean.GetDouble() : Score(tier);
        var tools = json.GetProperty("tools");
        return new Prompt
        {
            Id = json.GetProperty("id").GetString()!,
            Source = json.GetProperty("source").GetString()!,
            Subset = json.GetProperty("subset").GetString() ?? "",
            Text = System.Text.Encoding.UTF8.GetBytes(json.GetProperty("prompt").GetString()!),
            Tools = tools.GetArrayLength(),
            ToolParameters = tools.EnumerateArray().Sum(tool => tool.TryGetProperty("params", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0),
            Turns = json.GetProperty("turns").GetInt32(),
            Cheap = Score("cheap")!.Value,
            Middle = Score("mid"),
            Strong = Score("strong")!.Value,
            SoftCheap = Soft("cheap")!.Value,
            SoftMiddle = Soft("mid"),
            SoftStrong = Soft("strong")!.Value,
        };
    }

    /// <summary>Keeps the words of one prompt.</summary>
    private struct Heard(Dictionary<uint, string> names) : IWords
    {
        private string _before = "";

        public HashSet<uint> Hashes { get; } = [];

        public void Hear(uint hash, uint before, ReadOnlySpan<byte> word)
        {
            var text = System.Text.Encoding.UTF8.GetString(word).ToLowerInvariant();
            Keep(hash, text);
            if (before != 0)
            {
                Keep(WordHash.Pair(before, hash), $"{_before} {text}");
            }

            _before = text;
        }

        private readonly void Keep(uint hash, string text)
        {
            Hashes.Add(hash);
            names.TryAdd(hash, text);
        }
    }
}
