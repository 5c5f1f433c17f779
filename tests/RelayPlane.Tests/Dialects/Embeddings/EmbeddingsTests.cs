using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Embeddings;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Embeddings;

/// <summary>Embeddings asked for in one API's words and made by the other's provider.</summary>
public sealed class EmbeddingsTests
{
    [Fact]
    public void An_openai_request_becomes_a_batch_at_gemini()
    {
        var ask = Asked(OpenAIEmbeddings.ReadRequest(Json("""{"model":"e","input":["a","b"],"dimensions":256,"encoding_format":"base64","user":"u"}""")));
        Assert.True(ask.Base64);
        Assert.Equal(["user"], ask.Dropped);
        Assert.Equal(
            """{"requests":[{"model":"models/g","content":{"parts":[{"text":"a"}]},"outputDimensionality":256},{"model":"models/g","content":{"parts":[{"text":"b"}]},"outputDimensionality":256}]}""",
            Write(json => GeminiEmbeddings.WriteRequest(json, ask, "g")));
    }

    [Theory]
    [InlineData("""{"input":[1,2,3]}""", "input")]
    [InlineData("""{"input":[[1],[2]]}""", "input")]
    [InlineData("""{"input":[]}""", "input")]
    [InlineData("""{"input":"a","encoding_format":"int8"}""", "encoding_format")]
    public void What_gemini_cannot_embed_is_refused_by_name(string body, string param) => Assert.Equal(param, OpenAIEmbeddings.ReadRequest(Json(body)).Refusal?.Param);

    [Fact]
    public void Geminis_reply_becomes_a_list_with_its_usage_where_that_is_known()
    {
        var ask = new EmbeddingAsk(["a", "b"]);
        Assert.Equal(
            """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.013168523,-1]},{"object":"embedding","index":1,"embedding":[2]}],"model":"e","usage":{"prompt_tokens":7,"total_tokens":7}}""",
            Write(json => OpenAIEmbeddings.WriteReply(json, GeminiEmbeddings.ReadReply(Json("""{"embeddings":[{"values":[0.013168523,-1]},{"values":[2]}],"usageMetadata":{"promptTokenCount":7}}""")), ask, "e")));
        Assert.DoesNotContain("usage", Write(json => OpenAIEmbeddings.WriteReply(json, GeminiEmbeddings.ReadReply(Json("""{"embedding":{"values":[1]}}""")), ask, "e")), StringComparison.Ordinal);
    }

    [Fact]
    public void Base64_is_little_endian_floats()
    {
        var written = Write(json => OpenAIEmbeddings.WriteReply(json, new EmbeddingReply([[1, -2.5]], 1, "e"), new EmbeddingAsk(["a"]) { Base64 = true }, "e"));
        Assert.Contains("\"embedding\":\"AACAPwAAIMA=\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_survive_both_ways() =>
        Gen.Float[-1e6f, 1e6f].Array[1, 50].Sample(vector =>
        {
            var reply = new EmbeddingReply([Array.ConvertAll(vector, number => (double)number)], 1, "e");
            for (var base64 = false; ; base64 = true)
            {
                var openAI = OpenAIEmbeddings.ReadReply(Json(Write(json => OpenAIEmbeddings.WriteReply(json, reply, new EmbeddingAsk(["a"]) { Base64 = base64 }, "e"))));
                var gemini = GeminiEmbeddings.ReadReply(Json(Write(json => GeminiEmbeddings.WriteReply(json, openAI, new EmbeddingAsk(["a"])))));
                Assert.Equal(vector, Array.ConvertAll(gemini.Vectors[0], number => (float)number));
                if (base64)
                {
                    break;
                }
            }
        }, iter: 200);

    [Fact]
    public void Geminis_requests_become_openais_and_its_reply_is_one_or_a_list_as_was_asked()
    {
        var one = Asked(GeminiEmbeddings.ReadRequest(Json("""{"model":"models/x","content":{"parts":[{"text":"a"},{"text":"b"}]},"taskType":"RETRIEVAL_QUERY","outputDimensionality":3}"""), batch: false));
        Assert.Equal(["taskType"], one.Dropped);
        Assert.Equal("""{"model":"e","input":["a\nb"],"dimensions":3}""", Write(json => OpenAIEmbeddings.WriteRequest(json, one, "e")));

        var many = Asked(GeminiEmbeddings.ReadRequest(Json("""{"requests":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]}}]}"""), batch: true));
        var reply = OpenAIEmbeddings.ReadReply(Json("""{"data":[{"index":1,"embedding":[2]},{"index":0,"embedding":[1]}],"usage":{"prompt_tokens":4}}"""));
        Assert.Equal("""{"embeddings":[{"values":[1]},{"values":[2]}],"usageMetadata":{"promptTokenCount":4,"totalTokenCount":4}}""", Write(json => GeminiEmbeddings.WriteReply(json, reply, many)));
        Assert.StartsWith("""{"embedding":{"values":[1]}""", Write(json => GeminiEmbeddings.WriteReply(json, reply, one)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_several_sizes_or_of_pictures_is_refused()
    {
        Assert.Equal("requests.outputDimensionality", GeminiEmbeddings.ReadRequest(Json("""{"requests":[{"content":{"parts":[{"text":"a"}]},"outputDimensionality":3},{"content":{"parts":[{"text":"b"}]}}]}"""), true).Refusal?.Param);
        Assert.Equal("content", GeminiEmbeddings.ReadRequest(Json("""{"content":{"parts":[{"inlineData":{}}]}}"""), false).Refusal?.Param);
    }

    private static EmbeddingAsk Asked(OrRefusal<EmbeddingAsk> read)
    {
        Assert.True(read.TryGet(out var ask, out var refusal), refusal?.Message);
        return ask;
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
