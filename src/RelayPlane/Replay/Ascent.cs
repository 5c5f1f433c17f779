using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>What a call comes to with the steps that it may climb, each as likely as it is.</summary>
internal sealed class Ascent(Tiers tiers, Ratios ratios, Places places)
{
    private bool _guessed;

    /// <summary>Whether a chance of climbing was taken from nothing but the score.</summary>
    public bool Guessed => _guessed;

    /// <param name="world">What the later steps cost in.</param>
    /// <param name="ladder">Null for a call that climbs nothing.</param>
    /// <param name="first">What was spent on the step that it begins with.</param>
    public (double Cost, double Quality) Of(World world, Ladder? ladder, Target target, PastCall past, in Prompt prompt, Money paid, Heads heads, Money first)
    {
        var (cost, reached, place) = ((double)first.NanoUsd, 1.0, places.Of(target));
        var quality = Tiers.Quality(heads, tiers.Of(place, past.At));
        for (var climbs = 0; ladder is not null && climbs < ladder.Most && Chain.Above(ladder, target) is { } above; climbs++, target = above, place = places.Of(above))
        {
            var here = Tiers.Quality(heads, tiers.Of(place, past.At));
            var (chance, next, own) = (reached * Chain.Climbing(ladder, place, past, ratios, here, ref _guessed), places.Of(above), paid);
            if (chance <= 0)
            {
                break;
            }

            var there = prompt.As(past, next, ref own);
            if ((chance >= 1 ? world.Spend(there, next, own) : world.Modelled(there, next, own, keeps: chance > .5)) is not { } spent)
            {
                break;
            }

            cost += chance * spent.Cost.NanoUsd;
            quality += chance * (Tiers.Quality(heads, tiers.Of(next, past.At)) - here);
            reached = chance;
        }

        return (cost, quality);
    }
}
