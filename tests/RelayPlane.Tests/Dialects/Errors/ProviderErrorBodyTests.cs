using System.Text;
using System.Text.Json;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Errors;

public sealed class ProviderErrorBodyTests
{
    private static readonly WireFormat[] Clients = [WireFormat.Messages, WireFormat.Chat, WireFormat.Responses, WireFormat.Generate];

    [Theory]
    [InlineData(nameof(ErrorKind.InvalidRequest), "400 invalid_request_error", "400 invalid_request_error/", "400 INVALID_ARGUMENT")]
    [InlineData(nameof(ErrorKind.ContextLength), "400 invalid_request_error", "400 invalid_request_error/context_length_exceeded", "400 INVALID_ARGUMENT")]
    [InlineData(nameof(ErrorKind.Authentication), "502 api_error", "502 server_error/configured_key_rejected", "502 INTERNAL")]
    [InlineData(nameof(ErrorKind.Billing), "402 billing_error", "429 insufficient_quota/insufficient_quota", "429 RESOURCE_EXHAUSTED")]
    [InlineData(nameof(ErrorKind.Permission), "403 permission_error", "403 invalid_request_error/forbidden", "403 PERMISSION_DENIED")]
    [InlineData(nameof(ErrorKind.ModelNotFound), "404 not_found_error", "404 invalid_request_error/model_not_found", "404 NOT_FOUND")]
    [InlineData(nameof(ErrorKind.NotFound), "404 not_found_error", "404 invalid_request_error/", "404 NOT_FOUND")]
    [InlineData(nameof(ErrorKind.Conflict), "409 conflict_error", "409 invalid_request_error/conflict", "409 ABORTED")]
    [InlineData(nameof(ErrorKind.TooLarge), "413 request_too_large", "413 invalid_request_error/request_too_large", "413 INVALID_ARGUMENT")]
    [InlineData(nameof(ErrorKind.RateLimit), "429 rate_limit_error", "429 requests/rate_limit_exceeded", "429 RESOURCE_EXHAUSTED")]
    [InlineData(nameof(ErrorKind.Server), "500 api_error", "500 server_error/", "500 INTERNAL")]
    [InlineData(nameof(ErrorKind.Timeout), "504 timeout_error", "504 server_error/timeout", "504 DEADLINE_EXCEEDED")]
    [InlineData(nameof(ErrorKind.Overloaded), "529 overloaded_error", "503 server_error/overloaded", "503 UNAVAILABLE")]
    public void Each_kind_has_the_words_of_each_api(string kind, string anthropic, string openAI, string gemini)
    {
        var error = new ProviderError(Enum.Parse<ErrorKind>(kind), "no");
        Assert.Equal([anthropic, openAI, openAI, gemini], Clients.Select(client => Terms(client, error)));
    }

    [Fact]
    public void Every_recorded_error_is_said_in_every_format_in_the_shape_that_its_sdks_read()
    {
        foreach (var recorded in RecordedError.All)
        {
            foreach (var client in Clients)
            {
                var (status, _, body) = ProviderErrorBody.Write(client, recorded.Error, recorded.Provider, "req_7", "call1");
                Assert.InRange(status, 400, 529);
                using var json = JsonDocument.Parse(body);
                var error = json.RootElement.GetProperty("error");
                Assert.Contains($"({recorded.Provider}, request req_7)", error.GetProperty("message").GetString(), StringComparison.Ordinal);
                if (client == WireFormat.Messages)
                {
                    Assert.Equal(("error", "req_7"), (json.RootElement.GetProperty("type").GetString(), json.RootElement.GetProperty("request_id").GetString()));
                    Assert.Equal(JsonValueKind.String, error.GetProperty("type").ValueKind);
                }
                else if (client == WireFormat.Generate)
                {
                    Assert.Equal(status, error.GetProperty("code").GetInt32());
                    Assert.Equal(JsonValueKind.String, error.GetProperty("status").ValueKind);
                }
                else
                {
                    Assert.Equal(JsonValueKind.String, error.GetProperty("type").ValueKind);
                    Assert.True(error.TryGetProperty("param", out _) && error.TryGetProperty("code", out _));
                }

                var last = Encoding.UTF8.GetString(ProviderErrorBody.InStream(client, recorded.Error, recorded.Provider, "req_7", "call1"));
                Assert.EndsWith(client == WireFormat.Generate ? "}\r\n\r\n" : "}\n\n", last, StringComparison.Ordinal);
                Assert.Equal(client is WireFormat.Messages or WireFormat.Responses, last.StartsWith("event: error\ndata: {", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("prompt is too long: 7 tokens > 5 maximum", "prompt is too long: 7 tokens > 5 maximum (groq)")]
    [InlineData("Please reduce the length of the messages.", "prompt is too long: Please reduce the length of the messages. (groq)")]
    public void A_prompt_that_is_too_long_is_known_again_by_an_anthropic_client(string said, string message) =>
        Assert.Equal(message, Message(WireFormat.Messages, new ProviderError(ErrorKind.ContextLength, said)));

    [Fact]
    public void A_prompt_that_is_too_long_is_known_again_by_a_gemini_client() =>
        Assert.Contains("exceeds the maximum number of tokens", Message(WireFormat.Generate, new ProviderError(ErrorKind.ContextLength, "prompt is too long")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Rate limit reached for gpt-5 in organization org-AbC123dEf456 on TPM.", "Rate limit reached for gpt-5 in organization [org] on TPM. (p)")]
    [InlineData("in organization `org_01jrxyz22abcde`", "in organization `[org]` (p)")]
    [InlineData("Incorrect API key provided: sk-proj-abcdef12****wxyz. See https://x.y/z", "Incorrect API key provided: [key] See https://x.y/z (p)")]
    [InlineData("keys sk-aaaaaaaa,sk-bbbbbbbb are both bad", "keys [key],[key] are both bad (p)")]
    [InlineData("sent Bearer abcdef123 and\n  org-wide", "sent Bearer [key] and\n  org-wide (p)")]
    public void Keys_and_organizations_are_not_passed_on(string said, string shown) =>
        Assert.Equal(shown, Message(WireFormat.Chat, new ProviderError(ErrorKind.Server, said), "p"));

    [Fact]
    public void A_bad_request_keeps_the_providers_code_and_parameter()
    {
        var (_, _, body) = ProviderErrorBody.Write(WireFormat.Responses, new ProviderError(ErrorKind.InvalidRequest, "no", "unsupported_value") { Param = "temperature" }, "openai", null, "c");
        Assert.Equal("""{"error":{"message":"no (openai)","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void An_error_within_a_stream_is_the_dialects_own_and_no_end_of_a_message()
    {
        var error = ErrorReading.Of(0, """{"type":"response.failed","response":{"error":{"code":"server_error","message":"it broke"}}}"""u8, null);
        Assert.Equal(
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"it broke (openai)\"},\"request_id\":\"c\"}\n\n",
            Encoding.UTF8.GetString(ProviderErrorBody.InStream(WireFormat.Messages, error, "openai", null, "c")));
    }

    [Fact]
    public void No_words_make_it_fail() => Gen.Select(Gen.Enum<ErrorKind>(), Gen.String, Gen.String.Null(), Gen.Enum<WireFormat>()).Sample((kind, said, code, client) =>
    {
        var error = new ProviderError(kind, said, code) { Param = code };
        using var json = JsonDocument.Parse(ProviderErrorBody.Write(client, error, "p", code, "c").Body);
        Assert.DoesNotContain('\n', Encoding.UTF8.GetString(ProviderErrorBody.InStream(client, error, "p", code, "c")).Trim().Replace("event: error\n", "", StringComparison.Ordinal));
    });

    private static string Terms(WireFormat client, ProviderError error)
    {
        var (status, _, body) = ProviderErrorBody.Write(client, error, "groq", null, "call1");
        using var json = JsonDocument.Parse(body);
        var said = json.RootElement.GetProperty("error");
        return client switch
        {
            WireFormat.Messages => $"{status} {said.GetProperty("type").GetString()}",
            WireFormat.Generate => $"{status} {said.GetProperty("status").GetString()}",
            _ => $"{status} {said.GetProperty("type").GetString()}/{said.GetProperty("code").GetString()}",
        };
    }

    private static string Message(WireFormat client, ProviderError error, string provider = "groq")
    {
        using var json = JsonDocument.Parse(ProviderErrorBody.Write(client, error, provider, null, "call1").Body);
        return json.RootElement.GetProperty("error").GetProperty("message").GetString()!;
    }
}
