using System.Text;
using System.Text.Json;
using CsCheck;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class RequestScanTests
{
    private static OrRefusal<RequestFacts> Scan(string body, Endpoint endpoint = Endpoint.ChatCompletions) => RequestScan.Scan(Encoding.UTF8.GetBytes(body), endpoint);

    private static RequestFacts Facts(string body, Endpoint endpoint = Endpoint.ChatCompletions)
    {
        var result = Scan(body, endpoint);
        Assert.Null(result.Refusal);
        return result.Value!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("hello")]
    [InlineData("\"model\"")]
    [InlineData("{")]
    [InlineData("{\"model\":\"m\"")]
    [InlineData("{\"model\":\"m")]
    [InlineData("{\"model\":\"m\",}")]
    [InlineData("{\"model\":\"m\" \"stream\":true}")]
    [InlineData("{\"model\":\"m\"} x")]
    [InlineData("{\"model\":\"m\"}{}")]
    [InlineData("{\"model\":\"m\",\"messages\":[{}}")]
    [InlineData("{\"model\":\"m\",\"messages\":[\"a]}")]
    [InlineData("{\"model\":\"m\",\"n\":nul}")]
    [InlineData("{\"model\":\"m\",\"n\":\"\\\"}")]
    [InlineData("{model:\"m\"}")]
    public void A_body_that_is_no_JSON_object_is_refused(string body)
    {
        var refusal = Scan(body).Refusal;

        Assert.Equal(RefusalKind.InvalidRequest, refusal!.Kind);
        Assert.Contains("body", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model\":5}")]
    [InlineData("{\"model\":null}")]
    [InlineData("{\"model\":{\"a\":1}}")]
    [InlineData("{\"model\":\"\"}")]
    [InlineData("{\"model\":\"\\ud800\"}")]
    [InlineData("{\"model\":\"a\\x\"}")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":\"a\",\"mod\\u0065l\":\"b\"}")]
    public void A_model_that_is_missing_unreadable_or_named_twice_is_refused(string body) => Assert.Equal("model", Scan(body).Refusal!.Param);

    [Fact]
    public void A_model_of_broken_UTF_8_is_refused()
    {
        byte[] body = [.. "{\"model\":\""u8, 0xC3, .. "\"}"u8];

        Assert.Equal("model", RequestScan.Scan(body, Endpoint.Messages).Refusal!.Param);
    }

    [Fact]
    public void A_fault_is_named_with_its_place()
    {
        Assert.Contains("at byte 13", Scan("{\"model\":\"m\" 1}").Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"messages\":[null]}")]
    [InlineData("{\"model\":\"m\",\"messages\":5}")]
    [InlineData("{\"model\":\"m\",\"messages\":[{\"model\":1,\"stream\":\"x\"}]}")]
    [InlineData("\uFEFF {\"model\":\"m\"}\r\n")]
    [InlineData("{\"x\":\"\\\\\\\"}{\\\\\",\"model\":\"m\"}")]
    [InlineData("{\"x\":[\"]\",{\"y\":\"\\\"}\"}],\"mod\\u0065l\":\"m\",\"z\":-1.5e9}")]
    public void What_is_nested_is_the_providers_business(string body) => Assert.Equal("m", Facts(body).Model);

    [Fact]
    public void Facts_are_read_with_their_places()
    {
        const string Body = """{ "stream":true,"stream_options" : {"include_usage": true}, "model":"gpt\u002d5\/é","user":"u","safety_identifier":"s","max_tokens":5,"max_completion_tokens":7}""";
        var facts = Facts(Body);
        var bytes = Encoding.UTF8.GetBytes(Body);

        Assert.Equal("gpt-5/é", facts.Model);
        Assert.Equal("\"gpt\\u002d5\\/é\"", Encoding.UTF8.GetString(bytes[facts.ModelValue]));
        Assert.Equal("{\"include_usage\": true}", Encoding.UTF8.GetString(bytes[facts.StreamOptions]));
        Assert.True(facts.Stream);
        Assert.True(facts.IncludesUsage);
        Assert.Equal("s", facts.UserId);
        Assert.Equal(7, facts.MaxOutput);
    }

    [Fact]
    public void Each_API_has_its_own_words()
    {
        var messages = Facts("""{"model":"m","max_tokens":9,"metadata":{"user_id":"u_session_1"},"user":"no"}""", Endpoint.Messages);
        var responses = Facts("""{"prompt":{"id":"p"},"max_output_tokens":3,"stream":null}""", Endpoint.Responses);
        var gemini = Facts("""{"model":5,"stream":"x","generationConfig":{"maxOutputTokens":8}}""", Endpoint.StreamGenerateContent);

        Assert.Equal(("u_session_1", 9L), (messages.UserId, messages.MaxOutput!.Value));
        Assert.Equal((null, 3L, false), (responses.Model, responses.MaxOutput!.Value, responses.Stream));
        Assert.Equal((null, 8L, true), (gemini.Model, gemini.MaxOutput!.Value, gemini.Stream));
        Assert.Same(RequestFacts.None, Facts("anything", Endpoint.Other));
        Assert.False(Facts("", Endpoint.GenerateContent).Stream);
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"stream\":1}")]
    [InlineData("{\"model\":\"m\",\"stream\":\"true\"}")]
    public void A_stream_flag_must_be_a_boolean(string body) => Assert.Equal("stream", Scan(body).Refusal!.Param);

    [Fact]
    public void Every_recorded_request_is_read_as_a_JSON_parser_reads_it()
    {
        var read = 0;
        foreach (var exchange in Exchange.All)
        {
            if (Recorded.Endpoint(exchange.Api) is not { } endpoint || exchange.Request.Length == 0)
            {
                continue;
            }

            using var parsed = JsonDocument.Parse(exchange.Request);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var named = parsed.RootElement.TryGetProperty("model", out var model) && Recorded.Api(exchange.Api) != RelayPlane.Catalog.Api.Gemini;
            var facts = RequestScan.Scan(exchange.Request, endpoint).Value;
            if (!named && facts is null)
            {
                continue;
            }

            Assert.True(facts is not null, exchange.Id);
            Assert.Equal(named ? model.GetString() : null, facts.Model);
            Assert.Equal(
                endpoint == Endpoint.StreamGenerateContent || (parsed.RootElement.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True),
                facts.Stream);
            read++;
        }

        Assert.True(read > 1000, $"only {read} were read");
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_never_break_it()
    {
        string[] tokens = ["{", "}", "[", "]", ":", ",", "\"", "\\", "\"model\"", "\"stream\"", "true", "1", " ", "é", "\uFEFF", "\"a\"", "{\"model\":\"m\""];
        Gen.Int[0, tokens.Length - 1].Array[0, 20].Select(picks => string.Concat(picks.Select(i => tokens[i]))).Sample(body =>
        {
            var result = Scan(body);
            if (result.Value is not null)
            {
                Assert.Equal(result.Value.Model, JsonSerializer.Deserialize<string>(Encoding.UTF8.GetBytes(body)[result.Value.ModelValue]));
            }

            Assert.True(result.Value is null != result.Refusal is null);
        });
    }
}
