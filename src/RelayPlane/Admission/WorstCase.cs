using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>The most that one attempt of a call can use, at the dearest of its plan's targets.</summary>
/// <param name="Input">Tokens, estimated from the prompt and never below what calibration has seen.</param>
/// <param name="Output">The client's limit or the model's maximum, whichever is less.</param>
/// <param name="Cost">At list price; null where a target has none.</param>
internal sealed record WorstCase(long Input, long Output, Money? Cost)
{
    /// <summary>For a model whose maximum nobody knows and a client that sets no limit.</summary>
    private const long UnknownMaximum = 32_768;

    public static WorstCase Of(Call call, Plan plan, PriceBook prices, Calibration calibration)
    {
        var worst = new WorstCase(0, 0, new Money(0));
        foreach (var target in plan.Targets)
        {
            var one = Of(call, target, prices, calibration);
            worst = new WorstCase(
                Math.Max(worst.Input, one.Input),
                Math.Max(worst.Output, one.Output),
                worst.Cost is { } so && one.Cost is { } far ? (far > so ? far : so) : null);
        }

        return worst;
    }

    private static WorstCase Of(Call call, Target target, PriceBook prices, Calibration calibration)
    {
        if (call.Endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model or Endpoint.CountTokens or Endpoint.GeminiCountTokens)
        {
            return new WorstCase(0, 0, call.Endpoint is Endpoint.Other ? null : new Money(0));
        }

        var input = calibration.Input(target, call.Body.IsEmpty ? 0 : PromptSize.Tokens(call.Body.Span, call.Facts.Prompt));
        var list = prices.List(target.Provider.Name, target.Model, call.At, input);
        var most = list?.MaxOutput ?? UnknownMaximum;
        var output = call.Endpoint is Endpoint.Embeddings ? 0 : Math.Min(call.Facts.MaxOutput ?? most, most);
        var cost = list?.Rates.Cost(new TokenUsage(input, 0, 0, 0, output, 0));
        return new WorstCase(input, output, cost);
    }
}
