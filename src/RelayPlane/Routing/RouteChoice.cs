using System.IO.Hashing;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Routing;

/// <summary>Where a route's calls go first: one model, or one of several.</summary>
/// <param name="Models">As written in the config; at least one.</param>
internal sealed record RouteChoice(string Route, RouteChoiceKind Kind, IReadOnlyList<(string Model, double Weight)> Models)
{
    /// <summary>What an answer is taken to be long where the call sets no limit.</summary>
    private const long UsualOutput = 1000;

    /// <summary>The name of the model that a call gets; null for the first of which anybody knows.</summary>
    /// <param name="meaning">What a written name means to the call.</param>
    public Named Of(Call call, CallerNames caller, Func<string, Named> meaning, RouteParts parts)
    {
        if (Kind is RouteChoiceKind.Model or RouteChoiceKind.Split)
        {
            return meaning(Kind == RouteChoiceKind.Model ? Models[0].Model : Drawn(call, caller));
        }

        var named = Models.Select(model => meaning(model.Model)).ToArray();
        var known = named.Where(one => one.Target is not null).ToArray();
        var taken = known.Length == 0 ? named[0]
            : Kind == RouteChoiceKind.Cheapest ? known.MinBy(one => Cost(call, one.Target!, parts.Prices) ?? decimal.MaxValue)
            : known.MinBy(one => parts.Figures.FirstToken(one.Target!) ?? TimeSpan.MaxValue);

        // It was taken for what it costs, or for how quick it is: no score makes another of it.
        return taken with { Wish = Wish.None };
    }

    /// <summary>A session keeps what it has drawn, else a conversation does; a call that is neither draws for itself. The same call draws the same again.</summary>
    private string Drawn(Call call, CallerNames caller)
    {
        var whose = caller.Session ?? (call.Look.Shape.Print is not 0 and var print ? print.ToString("x16", null) : call.Id);
        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Route}\n{whose}"));
        var left = hash / (double)ulong.MaxValue * Models.Sum(model => model.Weight);
        foreach (var (model, weight) in Models)
        {
            left -= weight;
            if (left < 0)
            {
                return model;
            }
        }

        return Models[^1].Model;
    }

    /// <summary>Null where nobody knows.</summary>
    private static decimal? Cost(Call call, Target target, PriceBook prices)
    {
        var input = (long)Math.Ceiling(call.Facts.PromptTokens);
        var usage = new TokenUsage(input, 0, 0, 0, call.Facts.MaxOutput is { } most ? Math.Min(most, UsualOutput) : UsualOutput, 0);
        return prices.List(target.Provider.Name, target.Model, call.At, input)?.Rates.Cost(usage)?.NanoUsd;
    }
}

/// <summary>How one of several models is chosen.</summary>
internal enum RouteChoiceKind
{
    /// <summary>There is only one.</summary>
    Model,

    /// <summary>By weight, each session for itself.</summary>
    Split,

    /// <summary>By list price for the call's tokens; one of unknown price last.</summary>
    Cheapest,

    /// <summary>By the time to the first token these minutes; one that is not known last.</summary>
    Fastest,
}
