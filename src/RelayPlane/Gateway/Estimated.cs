using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>Gives an attempt an estimate of its usage where its provider did not come to say it. Done while the call's body is still held, as the prompt is in it.</summary>
internal static class Estimated
{
    /// <param name="asked">What was asked for at the target.</param>
    public static Attempt Of(Call call, Endpoint asked, Attempt attempt)
    {
        if (attempt.Status is null or >= 400 || !UsageEstimate.IsNeeded(attempt.Reading) || asked.CountsTokens())
        {
            return attempt;
        }

        var prompt = (long)Math.Ceiling(call.Facts.PromptTokens);
        var writes = asked is not (Endpoint.Embeddings or Endpoint.EmbedContent or Endpoint.BatchEmbedContents);
        return attempt with { Estimate = UsageEstimate.Of(attempt.Reading, prompt, writes) };
    }
}
