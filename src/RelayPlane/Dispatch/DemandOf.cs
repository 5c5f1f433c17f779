using System.IO.Hashing;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>What a call will take from a provider's limits. Pure.</summary>
internal static class DemandOf
{
    /// <param name="cached">Whether any target counts cached input apart, so that the prompt's beginning matters.</param>
    public static Demand Call(Call call, bool cached)
    {
        if (call.Body.IsEmpty)
        {
            return Demand.None;
        }

        var body = call.Body.Span;
        var prompt = call.Facts.Prompt;
        return new Demand(
            call.Endpoint.RunsModel() ? call.Facts.PromptTokens : 0,
            call.Facts.MaxOutput,
            cached ? PromptBlocks.Of(body, [prompt.Tools, prompt.System, prompt.Messages]) : PromptBlocks.None,
            XxHash3.HashToUInt64(body));
    }

    /// <summary>The models of a provider that share their limits with this one; endpoints that generate nothing have limits of their own.</summary>
    public static string ModelClass(Call call, Target target) => call.Endpoint switch
    {
        Endpoint.Other or Endpoint.Models or Endpoint.Model => "other",
        Endpoint.CountTokens or Endpoint.GeminiCountTokens => "count_tokens",
        _ => target.Provider.Profile.ClassOf(target.Model),
    };
}
