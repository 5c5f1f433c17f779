using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>OpenAI's <c>/v1/embeddings</c>, both ways. Pure.</summary>
internal static class OpenAIEmbeddings
{
    public static OrRefusal<EmbeddingAsk> ReadRequest(JsonElement body)
    {
        var texts = new List<string>();
        var input = body.Get("input");
        if (input is { ValueKind: JsonValueKind.String } one)
        {
            texts.Add(one.GetString()!);
        }

        foreach (var item in input.Items())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return Refuse("\"input\" holds token ids, which only OpenAI's models can read: send text.", "input");
            }

            texts.Add(item.GetString()!);
        }

        if (texts.Count == 0)
        {
            return Refuse("\"input\" must be a text or a list of texts.", "input");
        }

        var dropped = new List<string>();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("input" or "model" or "dimensions" or "encoding_format"))
            {
                dropped.Add(member.Name);
            }
        }

        return body.Text("encoding_format") is null or "float" or "base64"
            ? new EmbeddingAsk(texts) { Dimensions = body.Whole("dimensions"), Base64 = body.Text("encoding_format") == "base64", Dropped = dropped }
            : Refuse("\"encoding_format\" must be \"float\" or \"base64\".", "encoding_format");
    }

    public static void WriteRequest(Utf8JsonWriter json, EmbeddingAsk ask, string model)
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("input");
        foreach (var text in ask.Texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        if (ask.Dimensions is { } dimensions)
        {
            json.WriteNumber("dimensions", dimensions);
        }

        json.WriteEndObject();
    }

    /// <summary>The items are put in the order of their <c>index</c>.</summary>
    public static EmbeddingReply ReadReply(JsonElement body)
    {
        var vectors = new List<(long Index, double[] Vector)>();
        foreach (var item in body.Items("data"))
        {
            vectors.Add((item.Whole("index") ?? vectors.Count, VectorJson.Read(item.Get("embedding"))));
        }

        return new EmbeddingReply([.. vectors.OrderBy(one => one.Index).Select(one => one.Vector)], body.Get("usage")?.Whole("prompt_tokens"), body.Text("model"));
    }

    /// <param name="json">Where to.</param>
    /// <param name="reply">What came.</param>
    /// <param name="ask">What was asked: whether as base64.</param>
    /// <param name="model">For a reply that names none.</param>
    public static void WriteReply(Utf8JsonWriter json, EmbeddingReply reply, EmbeddingAsk ask, string model)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var at = 0; at < reply.Vectors.Count; at++)
        {
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", at);
            json.WritePropertyName("embedding");
            if (ask.Base64)
            {
                VectorJson.WriteBase64(json, reply.Vectors[at]);
            }
            else
            {
                VectorJson.WriteNumbers(json, reply.Vectors[at]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", reply.Model ?? model);
        if (reply.Tokens is { } tokens)
        {
            json.WriteStartObject("usage");
            json.WriteNumber("prompt_tokens", tokens);
            json.WriteNumber("total_tokens", tokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static Refusal Refuse(string message, string param) => new(RefusalKind.InvalidRequest, message, param);
}
