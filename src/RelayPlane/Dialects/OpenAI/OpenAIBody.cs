using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>Reads a whole reply of Chat Completions, Completions, Responses or Embeddings; also the <c>response</c> inside a terminal event.</summary>
internal static class OpenAIBody
{
    public static Reading Read(ReadOnlySpan<byte> body)
    {
        TokenUsage? usage = null;
        string? raw = null;
        string? model = null;
        string? error = null;
        var content = false;
        var served = new ServedAs();
        long searches = 0;
        var walk = new JsonWalk(body);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usage"u8) && JsonText.IsObject(walk.Value))
            {
                usage = OpenAIUsage.Read(walk.Value);
                raw = Encoding.UTF8.GetString(walk.Value);
            }
            else if (walk.Name.SequenceEqual("service_tier"u8))
            {
                served.Take(walk.Name, walk.Value);
            }
            else if (walk.Name.SequenceEqual("model"u8))
            {
                model = JsonText.OrNull(walk.Value);
            }
            else if (walk.Name.SequenceEqual("choices"u8))
            {
                content |= Choices.Read(walk.Value).HasContent;
            }
            else if (walk.Name.SequenceEqual("output"u8))
            {
                content |= JsonText.HasAny(walk.Value);
                searches = SearchCalls.In(walk.Value);
            }
            else if (walk.Name.SequenceEqual("data"u8))
            {
                content |= JsonText.HasAny(walk.Value);
            }
            else if (walk.Name.SequenceEqual("error"u8))
            {
                error = ErrorText.Of(walk.Value);
            }
        }

        if (searches > 0 && usage is { WebSearches: 0 } without)
        {
            usage = without with { WebSearches = searches };
        }

        return new Reading(usage, raw, model, walk.Finished, content, error) { Modifiers = served.Modifiers };
    }
}
