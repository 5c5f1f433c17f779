using System.Text.Json;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>Gemini's <c>:embedContent</c> and <c>:batchEmbedContents</c>, both ways. Pure.</summary>
internal static class GeminiEmbeddings
{
    /// <param name="body">The request's.</param>
    /// <param name="batch">Whether it is <c>:batchEmbedContents</c>.</param>
    public static OrRefusal<EmbeddingAsk> ReadRequest(JsonElement body, bool batch)
    {
        var texts = new List<string>();
        var sizes = new HashSet<long?>();
        var dropped = new List<string>();
        foreach (var request in batch ? body.Items("requests") : [body])
        {
            var path = batch ? $"requests[{texts.Count}].content" : "content";
            if (request.Get("content") is not { ValueKind: JsonValueKind.Object } content)
            {
                return Refuse($"\"{path}\" must be a content with parts.", path);
            }

            var pieces = new List<string>();
            foreach (var part in content.Get("parts").Each())
            {
                if (part.Text("text") is not { } text)
                {
                    return Refuse($"\"{path}\" holds something other than text, which this model's provider cannot embed.", path);
                }

                pieces.Add(text);
            }

            texts.Add(string.Join("\n", pieces));
            sizes.Add(request.Whole("outputDimensionality") ?? request.Whole("output_dimensionality"));
            Note(request, dropped);
        }

        return texts.Count == 0 ? Refuse("\"requests\" must be a list of what is to be embedded.", "requests")
            : sizes.Count > 1 ? Refuse("\"requests\" must all have the same \"outputDimensionality\" at this model's provider.", "requests.outputDimensionality")
            : new EmbeddingAsk(texts) { Dimensions = sizes.First(), Batch = batch, Dropped = dropped };
    }

    /// <summary>Writes the body of <c>:batchEmbedContents</c>, which takes one text as well as many.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="model">As it stands in the path; each request repeats it.</param>
    public static void WriteRequest(Utf8JsonWriter json, EmbeddingAsk ask, string model)
    {
        json.WriteStartObject();
        json.WriteStartArray("requests");
        foreach (var text in ask.Texts)
        {
            json.WriteStartObject();
            json.WriteString("model", $"models/{model}");
            json.WriteStartObject("content");
            json.WriteStartArray("parts");
            PartWriter.WriteText(json, text);
            json.WriteEndArray();
            json.WriteEndObject();
            if (ask.Dimensions is { } dimensions)
            {
                json.WriteNumber("outputDimensionality", dimensions);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static EmbeddingReply ReadReply(JsonElement body)
    {
        var vectors = new List<double[]>();
        foreach (var embedding in body.Get("embedding") is { } one ? [one] : body.Items("embeddings"))
        {
            vectors.Add(VectorJson.Read(embedding.Get("values")));
        }

        return new EmbeddingReply(vectors, body.Any("usageMetadata", "usage_metadata")?.Whole("promptTokenCount"), null);
    }

    public static void WriteReply(Utf8JsonWriter json, EmbeddingReply reply, EmbeddingAsk ask)
    {
        json.WriteStartObject();
        if (ask.Batch)
        {
            json.WriteStartArray("embeddings");
            foreach (var vector in reply.Vectors)
            {
                WriteVector(json, vector);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("embedding");
            WriteVector(json, reply.Vectors.Count > 0 ? reply.Vectors[0] : []);
        }

        if (reply.Tokens is { } tokens)
        {
            json.WriteStartObject("usageMetadata");
            json.WriteNumber("promptTokenCount", tokens);
            json.WriteNumber("totalTokenCount", tokens);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, double[] vector)
    {
        json.WriteStartObject();
        json.WritePropertyName("values");
        VectorJson.WriteNumbers(json, vector);
        json.WriteEndObject();
    }

    private static void Note(JsonElement request, List<string> dropped)
    {
        foreach (var member in request.EnumerateObject())
        {
            if (member.Name is not ("model" or "content" or "outputDimensionality" or "output_dimensionality") && !dropped.Contains(member.Name))
            {
                dropped.Add(member.Name);
            }
        }
    }

    private static Refusal Refuse(string message, string param) => new(RefusalKind.InvalidRequest, message, param);
}
