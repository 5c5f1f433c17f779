using RelayPlane.Catalog;
using RelayPlane.Dialects;

namespace RelayPlane.Gateway;

/// <summary>Tells what a request body is a call of, where no path says it: a header names the endpoint, else the body's members do. Pure.</summary>
internal static class EstimateShape
{
    /// <summary>Takes an endpoint's name in snake case: <c>messages</c>, <c>chat_completions</c>, <c>responses</c>, <c>generate_content</c>, <c>embeddings</c>.</summary>
    public const string Header = "x-relayplane-endpoint";

    private static readonly Endpoint[] s_known =
        [Endpoint.Messages, Endpoint.ChatCompletions, Endpoint.Completions, Endpoint.Responses, Endpoint.Embeddings, Endpoint.GenerateContent, Endpoint.StreamGenerateContent, Endpoint.EmbedContent, Endpoint.BatchEmbedContents];

    public static OrRefusal<UrlShape> Of(ReadOnlySpan<byte> body, string named, bool hasAnthropicVersion)
    {
        if (named.Length > 0)
        {
            var endpoint = Array.Find(s_known, known => WireNames.Of(known).Equals(named, StringComparison.OrdinalIgnoreCase));
            return endpoint == default
                ? new Refusal(RefusalKind.InvalidRequest, $"{Header} names no endpoint that can be estimated; it takes {string.Join(", ", s_known.Select(WireNames.Of))}.")
                : new UrlShape(endpoint);
        }

        var (contents, messages, input, prompt, anthropic) = (false, false, false, false, hasAnthropicVersion);
        var walk = new JsonWalk(body);
        while (walk.Open == '{' && walk.Next())
        {
            contents |= walk.Name.SequenceEqual("contents"u8);
            messages |= walk.Name.SequenceEqual("messages"u8);
            input |= walk.Name.SequenceEqual("input"u8);
            prompt |= walk.Name.SequenceEqual("prompt"u8);

            // Only Anthropic has instructions beside messages, and wants a limit of every call of a Claude.
            anthropic |= walk.Name.SequenceEqual("system"u8)
                || (walk.Name.SequenceEqual("model"u8) && JsonText.OrNull(walk.Value) is { } model && model.Contains("claude", StringComparison.OrdinalIgnoreCase));
        }

        return contents ? new UrlShape(Endpoint.GenerateContent)
            : messages ? new UrlShape(anthropic ? Endpoint.Messages : Endpoint.ChatCompletions)
            : input ? new UrlShape(Endpoint.Responses)
            : prompt ? new UrlShape(Endpoint.Completions)
            : new Refusal(RefusalKind.InvalidRequest, $"The body is no call that can be estimated: it has none of messages, input, contents and prompt. Send the body of a call, and name its endpoint in {Header} where it is not plain.");
    }
}

/// <summary>What a body is a call of.</summary>
internal sealed record UrlShape(Endpoint Endpoint)
{
    public Api Api => ApiOf.Endpoint(Endpoint) ?? Api.OpenAI;
}
