using System.Text;
using CsCheck;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Errors;

public sealed class ErrorReadingTests
{
    [Theory]
    [InlineData("anthropic.messages/400/0", nameof(ErrorKind.InvalidRequest))]
    [InlineData("anthropic.messages/401/1", nameof(ErrorKind.Authentication))]
    [InlineData("anthropic.messages/402/2", nameof(ErrorKind.Billing))]
    [InlineData("anthropic.messages/403/3", nameof(ErrorKind.Permission))]
    [InlineData("anthropic.messages/404/4", nameof(ErrorKind.NotFound))]
    [InlineData("anthropic.messages/409/5", nameof(ErrorKind.Conflict))]
    [InlineData("anthropic.messages/413/6", nameof(ErrorKind.TooLarge))]
    [InlineData("anthropic.messages/429/7", nameof(ErrorKind.RateLimit))]
    [InlineData("anthropic.messages/500/8", nameof(ErrorKind.Server))]
    [InlineData("anthropic.messages/504/9", nameof(ErrorKind.Timeout))]
    [InlineData("anthropic.messages/529/10", nameof(ErrorKind.Overloaded))]
    [InlineData("anthropic.messages/200/12", nameof(ErrorKind.Overloaded))]
    [InlineData("openai.chat/403/15", nameof(ErrorKind.Permission))]
    [InlineData("openai.chat/429/16", nameof(ErrorKind.RateLimit))]
    [InlineData("openai.chat/429/17", nameof(ErrorKind.Billing))]
    [InlineData("openai.chat/503/19", nameof(ErrorKind.Overloaded))]
    [InlineData("openai.responses/200/20", nameof(ErrorKind.RateLimit))]
    [InlineData("gemini.streamGenerateContent/503/29", nameof(ErrorKind.Overloaded))]
    [InlineData("bedrock.converse/429/30", nameof(ErrorKind.RateLimit))]
    [InlineData("bedrock.converse/424/32", nameof(ErrorKind.Server))]
    [InlineData("openrouter/openai.chat/402/33", nameof(ErrorKind.Billing))]
    [InlineData("openrouter/openai.chat/200/34", nameof(ErrorKind.Server))]
    [InlineData("xai/openai.chat/200/36", nameof(ErrorKind.Overloaded))]
    [InlineData("mistral/openai.chat/422/37", nameof(ErrorKind.InvalidRequest))]
    [InlineData("mistral/openai.chat/429/38", nameof(ErrorKind.RateLimit))]
    [InlineData("deepseek/openai.chat/402/40", nameof(ErrorKind.Billing))]
    [InlineData("groq/openai.chat/413/41", nameof(ErrorKind.TooLarge))]
    [InlineData("groq/openai.chat/498/42", nameof(ErrorKind.Overloaded))]
    [InlineData("ollama.chat/404/43", nameof(ErrorKind.ModelNotFound))]
    [InlineData("gemini_gemini-2_5-flash_raises_appropriate_auth_error#0", nameof(ErrorKind.Authentication))]
    [InlineData("xai_grok-4-1-fast-non-reasoning_raises_appropriate_auth_error#0", nameof(ErrorKind.Authentication))]
    [InlineData("anthropic_claude-haiku-4-5_handles_context_length_exceeded_errors#0", nameof(ErrorKind.ContextLength))]
    [InlineData("bedrock_amazon_nova-2-lite-v1_0_handles_context_length_exceeded_errors#0", nameof(ErrorKind.ContextLength))]
    [InlineData("cohere_command-a-03-2025_handles_context_length_exceeded_errors#0", nameof(ErrorKind.ContextLength))]
    [InlineData("openai_gpt-5-nano_handles_context_length_exceeded_errors#0", nameof(ErrorKind.ContextLength))]
    [InlineData("openrouter_claude-haiku-4-5_handles_context_length_exceeded_errors#0", nameof(ErrorKind.ContextLength))]
    [InlineData("vertexai_gemini-2_5-flash_handles_context_length_exceeded_errors#1", nameof(ErrorKind.ContextLength))]
    public void A_known_error_has_its_kind(string id, string kind) =>
        Assert.Equal(kind, RecordedError.All.Single(error => error.Id.EndsWith(id, StringComparison.Ordinal)).Error.Kind.ToString());

    [Theory]
    [InlineData(400, """{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error","code":"3051"}""", nameof(ErrorKind.ContextLength))]
    [InlineData(400, """{"error":{"message":"Please reduce the length of the messages or completion.","type":"invalid_request_error","code":"context_length_exceeded"}}""", nameof(ErrorKind.ContextLength))]
    [InlineData(400, """{"error":{"code":400,"message":"Invalid JSON payload: parameters should be OBJECT","status":"INVALID_ARGUMENT"}}""", nameof(ErrorKind.InvalidRequest))]
    [InlineData(401, """{"detail":"Unauthorized"}""", nameof(ErrorKind.Authentication))]
    [InlineData(422, """{"errors":[{"message":"top_k must be positive"}]}""", nameof(ErrorKind.InvalidRequest))]
    [InlineData(502, "<html><head><title>502 Bad Gateway</title></head></html>", nameof(ErrorKind.Server))]
    [InlineData(403, "<!doctype html><title>Just a moment...</title>", nameof(ErrorKind.Permission))]
    [InlineData(503, "", nameof(ErrorKind.Overloaded))]
    [InlineData(500, "upstream connect error", nameof(ErrorKind.Server))]
    [InlineData(429, """{"error":{"type":"rate_limit_error","message":"slow"}}""", nameof(ErrorKind.RateLimit))]
    [InlineData(0, """{"type":"error","code":"server_error","message":"it broke","param":null}""", nameof(ErrorKind.Server))]
    [InlineData(0, """{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"slow"}}}""", nameof(ErrorKind.RateLimit))]
    [InlineData(200, """{"error":{"message":"Provider returned error","code":429}}""", nameof(ErrorKind.RateLimit))]
    public void An_error_has_its_kind_in_any_shape(int status, string body, string kind)
    {
        var error = ErrorReading.Of(status, Encoding.UTF8.GetBytes(body), null);
        Assert.Equal(kind, error.Kind.ToString());
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("UnrecognizedClientException", nameof(ErrorKind.Authentication))]
    [InlineData("AccessDeniedException:http://internal.amazon.com/coral/com.amazon.bedrock/", nameof(ErrorKind.Permission))]
    public void Bedrock_says_in_a_header_what_is_wrong(string type, string kind)
    {
        var error = ErrorReading.Of(403, """{"message":"The security token included in the request is invalid."}"""u8, type);
        Assert.Equal((kind, type.Split(':')[0]), (error.Kind.ToString(), error.Code));
    }

    [Fact]
    public void Every_recorded_error_keeps_the_providers_words()
    {
        Assert.True(RecordedError.All.Count > 80);
        foreach (var (recorded, error) in RecordedError.All.Select(one => (one, one.Error)))
        {
            Assert.NotEmpty(error.Message);
            Assert.False(error.Message.StartsWith("The provider answered", StringComparison.Ordinal), recorded.Id);
        }
    }

    [Fact]
    public void What_a_validator_complains_of_is_kept_with_its_place()
    {
        var error = ErrorReading.Of(422, """{"detail":[{"loc":["body","messages",0,"role"],"msg":"field required","type":"value_error.missing"},{"loc":["body","n"],"msg":"too many"}]}"""u8, null);
        Assert.Equal(("field required\ntoo many", "messages.0.role"), (error.Message, error.Param));
    }

    [Fact]
    public void What_an_upstream_of_the_provider_said_is_kept_too() => Assert.Equal(
        "Provider returned error\nmessages: roles must alternate",
        ErrorReading.Of(400, """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"messages: roles must alternate\"}}","provider_name":"X"}}}"""u8, null).Message);

    [Fact]
    public void No_input_makes_it_fail() => Gen.Select(Gen.Int[0, 600], Pieces, Gen.Const("ValidationException:x").Null()).Sample((status, body, type) =>
        Assert.NotEmpty(ErrorReading.Of(status, body, type).Message));

    /// <summary>Bytes, and the bodies of real errors cut short or with one byte changed.</summary>
    private static Gen<byte[]> Pieces => Gen.OneOf(
        Gen.Byte.Array,
        Gen.Select(Gen.OneOf([.. RecordedError.All.Select(error => Gen.Const(error.Body))]), Gen.Int[0, 2000], Gen.Int[0, 2000], Gen.Byte).Select((body, cut, at, other) =>
        {
            byte[] piece = body[..Math.Min(cut, body.Length)];
            if (at < piece.Length)
            {
                piece[at] = other;
            }

            return piece;
        }));
}
