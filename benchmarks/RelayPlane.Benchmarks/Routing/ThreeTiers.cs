using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>Quality for the same money: the rules choose a tier for each prompt, which costs something on average; the best-value policy gets the knob that spends as much.</summary>
internal static class ThreeTiers
{
    /// <param name="Lambda">The knob at which both spend the same.</param>
    internal sealed record Result(double Cost, double Rules, double Ours, double Chance, double Lambda)
    {
        public double Better => Ours - Rules;
    }

    public static Result Compare(IReadOnlyList<Asking> prompts, Func<Asking, Heads> heads)
    {
        var sizes = prompts.CountBy(prompt => prompt.Source).ToDictionary();
        double Mean(Func<Asking, double> of) => prompts.Sum(prompt => of(prompt) / sizes[prompt.Source]) / sizes.Count;

        var ruled = prompts.ToDictionary(prompt => prompt, prompt => RulesScore.Of(new Asked { Text = prompt.Text, Turns = prompt.Turns }, prompt.Text.Length / 4.0, prompt.Turns));
        var cost = Mean(prompt => Cost(ruled[prompt]));
        var rules = Mean(prompt => prompt.Of(ruled[prompt]));

        // What one buys with that money blindly: the cheapest tier, and the dearest for a share of calls.
        var share = (cost - TierCosts.Usual.Simple) / (TierCosts.Usual.Complex - TierCosts.Usual.Simple);
        var chance = Mean(prompt => prompt.Cheap + share * prompt.Gain);

        (double Cost, double Quality) At(double lambda)
        {
            var chosen = prompts.ToDictionary(prompt => prompt, prompt => TierValue.Best(WorkPrior.Add(heads(prompt), RulesScore.OfWords(new Asked { Text = prompt.Text, Turns = prompt.Turns })), TierCosts.Usual, lambda));
            return (Mean(prompt => Cost(chosen[prompt])), Mean(prompt => prompt.Of(chosen[prompt])));
        }

        var (low, high) = (0.0, 3.0);
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Cost > cost ? (middle, high) : (low, middle);
        }

        // The knob moves in steps; between the two nearest, the money is spent in part at either.
        var (above, below) = (At(low), At(high));
        var part = above.Cost - below.Cost < 1e-9 ? 0 : Math.Clamp((cost - below.Cost) / (above.Cost - below.Cost), 0, 1);
        return new Result(cost, rules, below.Quality + part * (above.Quality - below.Quality), chance, high);
    }

    private static double Cost(Tier tier) => tier switch { Tier.Simple => TierCosts.Usual.Simple, Tier.Moderate => TierCosts.Usual.Moderate, _ => TierCosts.Usual.Complex };
}
