using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>Embeddings asked for in one API's words at a provider that knows only the other's.</summary>
public sealed class EmbeddingsAcrossTests
{
    private const string GeminiReply = """{"embeddings":[{"values":[0.5,-1]},{"values":[2,0.25]}],"usageMetadata":{"promptTokenCount":7}}""";
    private const string OpenAIReply = """{"object":"list","data":[{"object":"embedding","index":1,"embedding":[2]},{"object":"embedding","index":0,"embedding":[1]}],"model":"e-1","usage":{"prompt_tokens":4,"total_tokens":4}}""";

    [Fact]
    public async Task An_OpenAI_client_gets_a_list_from_a_Gemini_model_and_what_it_cost_is_recorded()
    {
        await using var gemini = RawProvider.Json(GeminiReply);
        await using var lab = await StartAsync(gemini, "gemini");
        using var reply = await PostAsync(lab, "/v1/embeddings", """{"model":"other/g-1","input":["a","b"],"dimensions":2,"user":"u"}""");
        var body = await JsonAsync(reply);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Assert.Equal([0.5, -1, 2, 0.25], body.GetProperty("data").EnumerateArray().SelectMany(one => one.GetProperty("embedding").EnumerateArray()).Select(one => one.GetDouble()));
        Assert.Equal(("list", "g-1", 7), (body.GetProperty("object").GetString(), body.GetProperty("model").GetString(), body.GetProperty("usage").GetProperty("prompt_tokens").GetInt32()));
        Assert.Equal("user", Header(reply, "x-relayplane-dropped"));

        var sent = Assert.Single(gemini.Requests);
        Assert.Contains("/v1beta/models/g-1:batchEmbedContents", sent.Line, StringComparison.Ordinal);
        using var asked = JsonDocument.Parse(sent.Body);
        Assert.Equal(["a", "b"], asked.RootElement.GetProperty("requests").EnumerateArray().Select(one => one.GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString()));
        Assert.Equal("user", (await lab.RowsAsync(1, "SELECT dropped FROM calls")).Single()["dropped"]);
        Assert.Equal("7|g-1", string.Join('|', (await lab.RowsAsync(1, "SELECT tokens_in, model FROM runs")).Single().Values));
    }

    [Fact]
    public async Task Base64_is_what_OpenAIs_SDKs_ask_for_and_get()
    {
        await using var gemini = RawProvider.Json(GeminiReply);
        await using var lab = await StartAsync(gemini, "gemini");
        using var reply = await PostAsync(lab, "/v1/embeddings", """{"model":"other/g-1","input":["a","b"],"encoding_format":"base64"}""");
        var bytes = (await JsonAsync(reply)).GetProperty("data")[1].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal((8, 2f, 0.25f), (bytes.Length, BinaryPrimitives.ReadSingleLittleEndian(bytes), BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4))));
    }

    [Fact]
    public async Task A_Gemini_client_gets_its_batch_from_an_OpenAI_model_in_the_order_it_asked()
    {
        await using var openAI = RawProvider.Json(OpenAIReply);
        await using var lab = await StartAsync(openAI, "openai");
        using var reply = await PostAsync(lab, "/v1beta/models/other/e-1:batchEmbedContents", """
            {"requests":[{"content":{"parts":[{"text":"a"}]},"taskType":"RETRIEVAL_QUERY"},{"content":{"parts":[{"text":"b"}]}}]}
            """);
        var body = await JsonAsync(reply);
        Assert.Equal([1, 2], body.GetProperty("embeddings").EnumerateArray().Select(one => one.GetProperty("values")[0].GetDouble()));
        Assert.Equal(4, body.GetProperty("usageMetadata").GetProperty("promptTokenCount").GetInt32());
        Assert.Equal("taskType", Header(reply, "x-relayplane-dropped"));

        var sent = Assert.Single(openAI.Requests);
        Assert.Contains("/v1/embeddings", sent.Line, StringComparison.Ordinal);
        Assert.Equal("""{"model":"e-1","input":["a","b"]}""", sent.Text);
        Assert.Equal("4|e-1", string.Join('|', (await lab.RowsAsync(1, "SELECT tokens_in, model FROM runs")).Single().Values));
    }

    [Fact]
    public async Task A_Gemini_client_that_asks_for_one_gets_one()
    {
        await using var openAI = RawProvider.Json("""{"object":"list","data":[{"index":0,"embedding":"AACAPwAAIMA="}],"model":"e-1","usage":{"prompt_tokens":1}}""");
        await using var lab = await StartAsync(openAI, "openai");
        using var reply = await PostAsync(lab, "/v1beta/models/other/e-1:embedContent", """{"content":{"parts":[{"text":"a"}]},"outputDimensionality":2}""");
        Assert.Equal([1, -2.5], (await JsonAsync(reply)).GetProperty("embedding").GetProperty("values").EnumerateArray().Select(one => one.GetDouble()));
        Assert.Equal("""{"model":"e-1","input":["a"],"dimensions":2}""", Assert.Single(openAI.Requests).Text);
    }

    [Fact]
    public async Task A_providers_error_is_told_in_the_clients_own_shape()
    {
        await using var gemini = RawProvider.Json("""{"error":{"code":400,"message":"Text is too odd.","status":"INVALID_ARGUMENT"}}""", 400);
        await using var lab = await StartAsync(gemini, "gemini");
        using var reply = await PostAsync(lab, "/v1/embeddings", """{"model":"other/g-1","input":"a"}""");
        var error = (await JsonAsync(reply)).GetProperty("error");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error"), (reply.StatusCode, error.GetProperty("type").GetString()));
        Assert.Contains("Text is too odd.", error.GetProperty("message").GetString(), StringComparison.Ordinal);

        await using var openAI = RawProvider.Json("""{"error":{"message":"Input is too odd.","type":"invalid_request_error"}}""", 400);
        await using var second = await StartAsync(openAI, "openai");
        using var other = await PostAsync(second, "/v1beta/models/other/e-1:embedContent", """{"content":{"parts":[{"text":"a"}]}}""");
        error = (await JsonAsync(other)).GetProperty("error");
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_ARGUMENT"), (other.StatusCode, error.GetProperty("status").GetString()));
        Assert.Contains("Input is too odd.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"other/g-1","input":[1,2,3]}""", "input")]
    [InlineData("""{"model":"other/g-1","input":"a","encoding_format":"int8"}""", "encoding_format")]
    public async Task What_cannot_be_embedded_there_is_refused_before_anything_goes_up(string ask, string param)
    {
        await using var gemini = RawProvider.Json(GeminiReply);
        await using var lab = await StartAsync(gemini, "gemini");
        using var reply = await PostAsync(lab, "/v1/embeddings", ask);
        Assert.Equal((HttpStatusCode.BadRequest, param), (reply.StatusCode, (await JsonAsync(reply)).GetProperty("error").GetProperty("param").GetString()));
        Assert.Empty(gemini.Requests);
    }

    [Theory]
    [InlineData("""{"embeddings":[{"values":[1]}]}""")]
    [InlineData("""{"embeddings":[{"values":[1]},{}]}""")]
    [InlineData("""{"embeddings":"none"}""")]
    public async Task A_reply_that_lacks_a_vector_is_never_passed_off_as_whole(string odd)
    {
        await using var gemini = RawProvider.Json(odd);
        await using var lab = await StartAsync(gemini, "gemini");
        using var reply = await PostAsync(lab, "/v1/embeddings", """{"model":"other/g-1","input":["a","b"]}""");
        Assert.True((int)reply.StatusCode >= 500, reply.StatusCode.ToString());
        Assert.True((await JsonAsync(reply)).TryGetProperty("error", out _));
    }

    private static Task<Lab> StartAsync(RawProvider other, string api) => Lab.StartAsync(
        $$"""{ "providers": { "other": { "baseUrl": "{{other.Address}}", "apis": ["{{api}}"], "apiKey": "key-o" } } }""");

    private static Task<HttpResponseMessage> PostAsync(Lab lab, string path, string body) =>
        lab.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    private static string Header(HttpResponseMessage reply, string name) => reply.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : string.Empty;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage reply)
    {
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
