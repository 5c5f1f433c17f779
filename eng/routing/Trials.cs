using System.Globalization;
using RelayPlane.Benchmarks.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Judges a recipe: in-domain, with each source left out, and with four left out at once.</summary>
internal sealed class Trials(IReadOnlyList<Prompt> train, IReadOnlyList<Prompt> val, IReadOnlyList<Prompt> clean)
{
    public static readonly string[] Sources = ["mmlu", "mmlu_pro", "gsm8k", "crux", "numersense", "bfcl"];

    public void Run(string name, Recipe recipe)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        var fitted = Fitting.Fit(train, recipe);
        var inside = Rank(clean, fitted);
        var within = Sources.Select(source => Apgr.Within(Only(inside, source)));

        var left = new List<Ranked>();
        foreach (var source in Sources)
        {
            var without = Fitting.Fit([.. train.Where(prompt => prompt.Source != source)], recipe);
            left.AddRange(Rank([.. train.Concat(val).Where(prompt => prompt.Source == source)], without));
        }

        var outside = Sources.Select(source => Apgr.Within(Only(left, source))).ToList();
        string[] four = ["gsm8k", "crux", "numersense", "bfcl"];
        var few = Fitting.Fit([.. train.Where(prompt => !four.Contains(prompt.Source))], recipe);
        var fourOut = Rank([.. train.Concat(val).Where(prompt => four.Contains(prompt.Source))], few);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-34} val {Apgr.Mixture(inside):.000}/{Apgr.Macro(inside):.000} [{string.Join(' ', within.Select(F))}]  loso macro {outside.Average():.000} mix {Apgr.Mixture(left):.000} [{string.Join(' ', outside.Select(F))}]  four out {Apgr.Mixture(fourOut):.000}/{Apgr.Macro(fourOut):.000}  {started.Elapsed.TotalSeconds:0}s"));
    }

    public static List<Ranked> Rank(IReadOnlyList<Prompt> prompts, Fitted fitted) => [.. prompts.Select(prompt => new Ranked(Array.IndexOf(Sources, prompt.Source), fitted.Predict(prompt)[Outputs.Gain], prompt.Gain))];

    private static string F(double value) => value.ToString(".000", CultureInfo.InvariantCulture);

    private static IEnumerable<Ranked> Only(IEnumerable<Ranked> ranked, string source) => ranked.Where(prompt => prompt.Source == Array.IndexOf(Sources, source));
}
