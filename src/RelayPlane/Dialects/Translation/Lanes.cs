using RelayPlane.Catalog;
using RelayPlane.Dialects.Counting;
using RelayPlane.Dialects.Embeddings;

namespace RelayPlane.Dialects.Translation;

/// <summary>Chooses the endpoint of a provider that a call goes up to. Pure.</summary>
internal static class Lanes
{
    /// <summary>Which formats come next best for a client of each, where its own is not spoken: those that keep most of it first.</summary>
    private static readonly Dictionary<WireFormat, WireFormat[]> s_next = new()
    {
        [WireFormat.Messages] = [WireFormat.Converse, WireFormat.Generate, WireFormat.Chat, WireFormat.Responses, WireFormat.Ollama],
        [WireFormat.Chat] = [WireFormat.Responses, WireFormat.Messages, WireFormat.Converse, WireFormat.Generate, WireFormat.Ollama],
        [WireFormat.Responses] = [WireFormat.Messages, WireFormat.Converse, WireFormat.Generate, WireFormat.Chat, WireFormat.Ollama],
        [WireFormat.Generate] = [WireFormat.Ollama, WireFormat.Messages, WireFormat.Converse, WireFormat.Chat, WireFormat.Responses],
    };

    /// <returns>The endpoint and whether its format is another than the client's; null where the provider has none that this call could go to.</returns>
    public static (Endpoint Endpoint, bool Translated)? To(Provider provider, Endpoint asked, ModelTraits traits, bool stream)
    {
        if (provider.Paths.ContainsKey(asked))
        {
            return (asked, false);
        }

        if (WireFormats.Of(asked) is not { } own)
        {
            return EmbeddingTranslation.Other(asked) is { } other && provider.Paths.ContainsKey(other) ? (other, true)
                : CountTranslation.At(provider, asked) is { } counter ? (counter, true) : null;
        }

        var formats = s_next[own];
        if (traits.ToolsByResponses && Has(provider, WireFormat.Responses, stream))
        {
            return (Endpoint.Responses, true);
        }

        foreach (var format in formats)
        {
            if (Has(provider, format, stream))
            {
                return (WireFormats.EndpointOf(format, stream), true);
            }
        }

        return null;
    }

    private static bool Has(Provider provider, WireFormat format, bool stream) => provider.Paths.ContainsKey(WireFormats.EndpointOf(format, stream));
}
