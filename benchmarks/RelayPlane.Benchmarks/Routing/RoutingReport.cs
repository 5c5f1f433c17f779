using System.Globalization;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>The report as Markdown tables, which are read as they are in a terminal too.</summary>
internal static class RoutingReport
{
    private const int Seed = 11;

    /// <param name="inside">Prompts of sources that were learned from, not themselves learned from.</param>
    /// <param name="left">Prompts scored by weights that never saw their source.</param>
    public static void Write(TextWriter text, IReadOnlyList<Asking> inside, IReadOnlyList<Asking> left, Speed speed)
    {
        text.WriteLine($"Weights {Scorer.Trained.Version}, {Weights.BuiltInBytes / 1024.0:0} KB; a score takes {speed.Mean:0.0} µs (p99 {speed.P99:0.0}; of 10 MB p99 {speed.Longest:0.0}) and allocates {speed.Bytes:0} bytes.");
        Rankings(text, $"In-domain, {inside.Count:#,0} prompts", inside, prompt => prompt.Ours);
        if (left.Count > 0)
        {
            Rankings(text, $"Each source left out of training, {left.Count:#,0} prompts", left, prompt => prompt.LeftOut!.Value);
        }

        text.WriteLine();
        text.WriteLine("| three tiers at the rules' cost | cost | rules | chance | ours | better by | λ |");
        text.WriteLine("|---|---:|---:|---:|---:|---|---:|");
        Tiers(text, "in-domain", inside, prompt => prompt.Ours);
        Tiers(text, "sources left out", left, prompt => prompt.LeftOut!.Value);

        text.WriteLine();
        text.WriteLine("| calibration error (ECE) | simple | moderate | complex |");
        text.WriteLine("|---|---:|---:|---:|");
        Errors(text, "in-domain", inside, prompt => prompt.Ours);
        Errors(text, "sources left out", left, prompt => prompt.LeftOut!.Value);
    }

    private static void Rankings(TextWriter text, string title, IReadOnlyList<Asking> prompts, Func<Asking, Heads> heads)
    {
        string[] sources = [.. prompts.Select(prompt => prompt.Source).Distinct()];
        var random = new Random(Seed);
        (string Name, Func<Asking, double> Score)[] routers =
        [
            ("ours", prompt => heads(prompt).Gain),
            ("random", _ => random.NextDouble()),
            ("length", prompt => prompt.Text.Length),
            ("keyword rules", prompt => KeywordHeuristic.Rules(prompt.Text)),
            ("keyword heuristic", prompt => KeywordHeuristic.Of(prompt.Text)),
        ];
        text.WriteLine();
        text.WriteLine($"| {title} | mixture | macro | CPT50 | CPT80 | {string.Join(" | ", sources)} |");
        text.WriteLine($"|---|---|---|---:|---:|{string.Concat(Enumerable.Repeat("---|", sources.Length))}");
        foreach (var (name, score) in routers)
        {
            Ranked[] ranked = [.. prompts.Select(prompt => new Ranked(Array.IndexOf(sources, prompt.Source), score(prompt), prompt.Gain))];
            var each = sources.Select((_, source) => (Ranked[])[.. ranked.Where(prompt => prompt.Source == source)])
                .Select(within => name == "ours" ? Range(Bootstrap.Of(within, prompt => prompt.Source, Apgr.Within)) : Apgr.Within(within).ToString(".000", CultureInfo.InvariantCulture));
            text.WriteLine($"| {name} | {Range(Bootstrap.Of(ranked, prompt => prompt.Source, Apgr.Mixture))} | {Range(Bootstrap.Of(ranked, prompt => prompt.Source, Apgr.Macro))} | {Percent(Apgr.CallsFor(ranked, .5))} | {Percent(Apgr.CallsFor(ranked, .8))} | {string.Join(" | ", each)} |");
        }
    }

    private static void Tiers(TextWriter text, string title, IReadOnlyList<Asking> prompts, Func<Asking, Heads> heads)
    {
        if (prompts.Count == 0)
        {
            return;
        }

        var result = ThreeTiers.Compare(prompts, heads);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {result.Cost:.000} | {result.Rules:.000} | {result.Chance:.000} | {result.Ours:.000} | {result.Better:+.000;-.000} | {result.Lambda:.000} |"));
    }

    private static void Errors(TextWriter text, string title, IReadOnlyList<Asking> prompts, Func<Asking, Heads> heads)
    {
        if (prompts.Count == 0)
        {
            return;
        }

        var sizes = prompts.CountBy(prompt => prompt.Source).ToDictionary();
        double Of(Func<Asking, (double Said, double? Happened)> head) =>
            Calibration.Error(prompts.Select(prompt => (Pair: head(prompt), Weight: 1.0 / sizes[prompt.Source])).Where(one => one.Pair.Happened is not null).Select(one => (one.Pair.Said, one.Pair.Happened!.Value, one.Weight)));
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {Of(prompt => (heads(prompt).Simple, prompt.Cheap)):.000} | {Of(prompt => (heads(prompt).Moderate, prompt.Middle)):.000} | {Of(prompt => (heads(prompt).Complex, prompt.Strong)):.000} |"));
    }

    private static string Range((double Value, double Low, double High) figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:.000} [{figure.Low:.000}, {figure.High:.000}]");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");
}
