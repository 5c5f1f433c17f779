using RelayPlane.Dialects;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>
/// The most that one attempt of a call can use, at the dearest of its plan's targets. Not in it: searches on the web, which the provider counts by
/// itself; a conversation that only the provider holds; pictures and files given by address.
/// </summary>
/// <param name="Input">Tokens, estimated from the prompt and never below what calibration has seen.</param>
/// <param name="Output">The client's limit or the model's maximum, whichever is less, for each answer that is asked for.</param>
/// <param name="Cost">At list price; null where a target has none.</param>
internal sealed record WorstCase(long Input, long Output, Money? Cost)
{
    /// <summary>For a model whose maximum nobody knows and a client that sets no limit.</summary>
    private const long UnknownMaximum = 32_768;

    /// <summary>More than any model writes. A limit beyond it is as good as none, and must not be too large to be priced or summed.</summary>
    private const long Absurd = 100_000_000;

    /// <param name="classes">What the input may be counted as.</param>
    public static WorstCase Of(Call call, IEnumerable<Target> targets, InputClasses classes, PriceBook prices, Calibration calibration)
    {
        if (!call.Endpoint.RunsModel())
        {
            return new WorstCase(0, 0, call.Endpoint is Endpoint.Other ? null : new Money(0));
        }

        var worst = new WorstCase(0, 0, new Money(0));
        foreach (var target in targets)
        {
            var one = At(call, target, classes, prices, calibration);
            worst = new WorstCase(
                Math.Max(worst.Input, one.Input),
                Math.Max(worst.Output, one.Output),
                worst.Cost is { } so && one.Cost is { } far ? (far > so ? far : so) : null);
        }

        return worst;
    }

    /// <summary>Whether a call declares tools.</summary>
    public static bool HasTools(Call call) => !call.Facts.Prompt.Tools.Equals(default);

    /// <summary>The most that all answers of a call can have, in tokens.</summary>
    public static long OutputOf(Call call, Target target, ListPrice? list)
    {
        if (!OutputLimit.Has(call.Endpoint))
        {
            return 0;
        }

        var known = list?.MaxOutput ?? target.Provider.TraitsOf(target.Model).MaxOutput;
        var each = Math.Min(Absurd, call.Facts.MaxOutput is { } own ? Math.Min(own, known ?? own) : known ?? UnknownMaximum);
        return each * Math.Min(call.Facts.Choices, Absurd / Math.Max(1, each));
    }

    private static WorstCase At(Call call, Target target, InputClasses classes, PriceBook prices, Calibration calibration)
    {
        var input = calibration.Most(target, call.Facts.PromptTokens, HasTools(call));
        var list = prices.List(target.Provider.Name, target.Model, call.At, input);
        var output = OutputOf(call, target, list);
        return new WorstCase(input, output, list is null ? null : Dearest(call, target, list, classes, input, output, prices));
    }

    /// <summary>By the dearest class that the input may be counted in, as the client asked to be served or at list price.</summary>
    private static Money? Dearest(Call call, Target target, ListPrice list, InputClasses classes, long input, long output, PriceBook prices)
    {
        Money? dearest = null;
        foreach (var usage in classes.Possible(target.Model, input, output))
        {
            if (list.Rates.Cost(usage) is not { } cost)
            {
                return null;
            }

            dearest = dearest is { } so && so > cost ? so : cost;
            if (call.Facts.Served != default
                && prices.Price(target.Provider.Name, null, target.Model, call.At, usage, call.Facts.Served).Cost is { } asked && asked > dearest)
            {
                dearest = asked;
            }
        }

        return dearest;
    }
}
