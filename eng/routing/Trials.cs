using System.Globalization;
using RelayPlane.Benchmarks.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Judges recipes by ranking alone: in-domain on three tenths of the training prompts and the validation prompts, with each source left out, with each two, and with the four small ones at once.</summary>
internal sealed class Trials(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val)
{
    private const int Seed = 3;
    private static readonly string[] Sources = ["mmlu", "mmlu_pro", "gsm8k", "crux", "numersense", "bfcl"];
    private static readonly string[] Small = ["gsm8k", "crux", "numersense", "bfcl"];

    private readonly List<Prompt> _all = [.. train, .. val];

    public static void Run(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, string only)
    {
        var trials = new Trials(train, val);
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
        var inside = Rank(fresh, Fitting.Fit(kept, recipe));
        var (left, asFitted, pairs) = (new List<Ranked>(), new List<Ranked>(), new List<double>());
        foreach (var (place, source) in Sources.Index())
        {
            var fitted = Without(recipe, [source]);
            List<Prompt> unseen = [.. _all.Where(prompt => prompt.Source == source)];
            asFitted.AddRange(Rank(unseen, fitted));
            LeftOut.Level(fitted, _all);
            left.AddRange(Rank(unseen, fitted));
            pairs.AddRange(Sources.Take(place).Select(other => Apgr.Mixture(Rank([.. _all.Where(prompt => prompt.Source == source || prompt.Source == other)], Without(recipe, [source, other])))));
        }

        Console.WriteLine($"{name,-24} in {Figures(inside)}  left out {Figures(left)}, as fitted {Apgr.Mixture(asFitted):.000}  two left out {pairs.Average():.000} ({pairs.Min():.000} to {pairs.Max():.000})  four {Apgr.Mixture(Rank([.. _all.Where(prompt => Small.Contains(prompt.Source))], Without(recipe, Small))):.000}");
    }

    private Fitted Without(Recipe recipe, string[] sources) => Fitting.Fit([.. train.Where(prompt => !sources.Contains(prompt.Source))], recipe);

    private static string Figures(List<Ranked> ranked) =>
        string.Create(CultureInfo.InvariantCulture, $"{Apgr.Mixture(ranked):.000}/{Apgr.Macro(ranked):.000} [{string.Join(' ', ranked.GroupBy(prompt => prompt.Source).OrderBy(source => source.Key).Select(source => $"{Apgr.Within(source):.000}"))}]");

    private static List<Ranked> Rank(IReadOnlyList<Prompt> prompts, Fitted fitted) =>
        [.. prompts.Select(prompt => new Ranked(Array.IndexOf(Sources, prompt.Source), fitted.Predict(prompt)[Outputs.Gain], prompt.Gain))];
}
