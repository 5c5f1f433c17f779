using System.Globalization;
using RelayPlane.Benchmarks.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Judges recipes by ranking alone: in-domain on three tenths of the training prompts and the validation prompts, with each source left out, and with the four small ones left out at once.</summary>
internal sealed class Trials(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, IReadOnlyList<Prompt> priors)
{
    private const int Seed = 3;
    private static readonly string[] Sources = ["mmlu", "mmlu_pro", "gsm8k", "crux", "numersense", "bfcl"];
    private static readonly string[] Small = ["gsm8k", "crux", "numersense", "bfcl"];

    private readonly List<Prompt> _all = [.. train, .. val];

    public static void Run(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, IReadOnlyList<Prompt> priors, string only)
    {
        var trials = new Trials(train, val, priors);
        var random = new Random(Seed);
        var aside = train.Where(_ => random.NextDouble() < .3).ToHashSet();
        List<Prompt> kept = [.. train.Where(prompt => !aside.Contains(prompt))];
        var fresh = NearCopies.Without([.. aside, .. val], kept);
        foreach (var (name, recipe) in Candidates.All.Where(candidate => candidate.Name.Contains(only, StringComparison.Ordinal)))
        {
            trials.Judge(name, recipe with { RankOnly = true }, kept, fresh);
        }
    }

    private void Judge(string name, Recipe recipe, List<Prompt> kept, List<Prompt> fresh)
    {
        var fitted = Fitting.Fit(kept, priors, recipe);
        var inside = Rank(fresh, fitted);
        var left = new List<Ranked>();
        foreach (var source in Sources)
        {
            left.AddRange(Rank([.. _all.Where(prompt => prompt.Source == source)], Fitting.Fit([.. train.Where(prompt => prompt.Source != source)], priors, recipe)));
        }

        var few = Rank([.. _all.Where(prompt => Small.Contains(prompt.Source))], Fitting.Fit([.. train.Where(prompt => !Small.Contains(prompt.Source))], priors, recipe));
        var byHand = string.Join(' ', priors.GroupBy(prompt => prompt.Subset).Select(kind => $"{kind.Key[..4]} {kind.Average(prompt => fitted.Predict(prompt)[Outputs.Gain]):.00}"));
        Console.WriteLine($"{name,-24} in {Figures(inside)}  left out {Figures(left)}  four out {Apgr.Mixture(few):.000}/{Apgr.Macro(few):.000}  {byHand}");
    }

    private static string Figures(List<Ranked> ranked) =>
        string.Create(CultureInfo.InvariantCulture, $"{Apgr.Mixture(ranked):.000}/{Apgr.Macro(ranked):.000} [{string.Join(' ', ranked.GroupBy(prompt => prompt.Source).OrderBy(source => source.Key).Select(source => $"{Apgr.Within(source):.000}"))}]");

    private static List<Ranked> Rank(IReadOnlyList<Prompt> prompts, Fitted fitted) =>
        [.. prompts.Select(prompt => new Ranked(Array.IndexOf(Sources, prompt.Source), fitted.Predict(prompt)[Outputs.Gain], prompt.Gain))];
}
