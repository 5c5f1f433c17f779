using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>How well the complexity score spends strong calls, beside chance, length, keyword rules and a keyword heuristic, on prompts it has not learned from.</summary>
internal static class RoutingBench
{
    private const string Usage = """
        ./bench routing [--data FOLDER] [--markdown FILE]
          --data       where train.jsonl and val.jsonl are (../shared/routing)
          --markdown   also writes the report there
        The figures with sources left out come from artifacts/routing/left-out.jsonl, which eng/train-routing.sh --report makes.
        """;

    public static int Run(string[] args)
    {
        var (data, markdown, root) = ("../shared/routing", (string?)null, Root());
        for (var at = 0; at < args.Length; at += 2)
        {
            switch (args[at], at + 1 < args.Length ? args[at + 1] : null)
            {
                case ("--data", { } folder):
                    data = folder;
                    break;
                case ("--markdown", { } file):
                    markdown = file;
                    break;
                default:
                    Console.WriteLine(Usage);
                    return args[at] == "--help" ? 0 : 2;
            }
        }

        data = Path.GetFullPath(data, root);
        List<Asking> val = [.. Asking.Read(Path.Combine(data, "val.jsonl"))];
        List<Asking> all = [.. Asking.Read(Path.Combine(data, "train.jsonl")), .. val];
        var features = new byte[Scorer.FeatureBytes];
        foreach (var prompt in all)
        {
            prompt.Ours = prompt.Score(Scorer.Trained, features);
        }

        var report = Path.Combine(root, "artifacts", "routing", "left-out.jsonl");
        if (!ReadLeftOut(report, all))
        {
            Console.Error.WriteLine($"{report} is absent or of other weights: run eng/train-routing.sh --report. Until then there are no figures with sources left out.");
        }

        using var text = new StringWriter();
        RoutingReport.Write(text, [.. val.Where(prompt => prompt.Fresh)], [.. all.Where(prompt => prompt.LeftOut is not null)], Speed.Measure(val));
        Console.Write(text);
        if (markdown is not null)
        {
            File.WriteAllText(markdown, text.ToString());
        }

        return 0;
    }

    private static bool ReadLeftOut(string file, List<Asking> all)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        var byId = all.ToDictionary(prompt => prompt.Id);
        var fresh = new HashSet<string>();
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            using var json = JsonDocument.Parse(line);
            if (number == 0)
            {
                if (json.RootElement.GetProperty("version").GetString() != Scorer.Trained.Version)
                {
                    return false;
                }
            }
            else if (json.RootElement.TryGetProperty("fresh", out var id))
            {
                fresh.Add(id.GetString()!);
            }
            else
            {
                var heads = json.RootElement.GetProperty("heads");
                byId[json.RootElement.GetProperty("id").GetString()!].LeftOut = new Heads(heads[0].GetSingle(), heads[1].GetSingle(), heads[2].GetSingle());
            }
        }

        all.ForEach(prompt => prompt.Fresh = fresh.Contains(prompt.Id));
        return true;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RelayPlane.slnx")))
            {
                return folder.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }
}
