using System.Text.Json;

namespace RelayPlane.Routing.Training;

/// <summary>Prompts written by hand for kinds that the data lacks, with a guess of what a dear model adds. They tell kinds apart where there is nothing to learn from: without them a greeting would get whatever short arithmetic got.</summary>
internal static class Priors
{
    public const string Source = "by hand";

    public static List<Prompt> Read(string file, Dictionary<uint, string> names)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var prompts = new List<Prompt>();
        foreach (var kind in json.RootElement.EnumerateArray())
        {
            var (name, level, gain) = (kind.GetProperty("kind").GetString()!, kind.GetProperty("level").GetDouble(), kind.GetProperty("gain").GetDouble());
            foreach (var text in kind.GetProperty("prompts").EnumerateArray())
            {
                var prompt = new Prompt
                {
                    Id = $"{name}/{prompts.Count}",
                    Source = Source,
                    Subset = name,
                    Text = System.Text.Encoding.UTF8.GetBytes(text.GetString()!),
                    Tools = 0,
                    ToolParameters = 0,
                    Turns = 1,
                    Cheap = level,
                    Middle = null,
                    Strong = level + gain,
                    SoftCheap = level,
                    SoftMiddle = null,
                    SoftStrong = level + gain,
                };
                DataSet.Measure(prompt, names);
                prompts.Add(prompt);
            }
        }

        return prompts;
    }
}
