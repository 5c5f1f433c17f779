using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class ErrorBodyTests
{
    private static readonly Refusal NoModel = new(RefusalKind.InvalidRequest, "say \"model\"", "model");

    [Fact]
    public void Each_API_has_its_own_shape()
    {
        Assert.Equal("""{"type":"error","error":{"type":"invalid_request_error","message":"say \"model\""},"request_id":"c1"}""", Body(Api.Anthropic));
        Assert.Equal("""{"error":{"message":"say \"model\"","type":"invalid_request_error","param":"model","code":null}}""", Body(Api.OpenAI));
        Assert.Equal("""{"error":{"code":400,"message":"say \"model\"","status":"INVALID_ARGUMENT"}}""", Body(Api.Gemini));

        static string Body(Api api) => Encoding.UTF8.GetString(ErrorBody.Write(api, NoModel, "c1").Body);
    }

    [Theory]
    [InlineData("Overloaded", 529, 503)]
    [InlineData("InvalidRequest", 400, 400)]
    [InlineData("Authentication", 401, 401)]
    [InlineData("Forbidden", 403, 403)]
    [InlineData("ModelNotFound", 404, 404)]
    [InlineData("NotFound", 404, 404)]
    [InlineData("TooLarge", 413, 413)]
    [InlineData("UnsupportedMediaType", 415, 415)]
    [InlineData("HeadersTooLarge", 431, 431)]
    [InlineData("NotImplemented", 501, 501)]
    [InlineData("ProviderUnreachable", 502, 502)]
    [InlineData("ConfiguredKeyRejected", 502, 502)]
    [InlineData("Internal", 500, 500)]
    public void Each_kind_has_its_status(string kind, int anthropic, int others)
    {
        var refusal = new Refusal(Enum.Parse<RefusalKind>(kind), "m");

        Assert.Equal(anthropic, ErrorBody.Write(Api.Anthropic, refusal, "c").Status);
        Assert.Equal(others, ErrorBody.Write(Api.OpenAI, refusal, "c").Status);
        Assert.Equal(others, ErrorBody.Write(Api.Gemini, refusal, "c").Status);
    }

    [Fact]
    public void A_stream_ends_in_the_error_event_of_its_dialect()
    {
        var refusal = new Refusal(RefusalKind.ProviderUnreachable, "gone");

        Assert.Equal("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"gone\"},\"request_id\":\"c\"}\n\n", Event(Api.Anthropic, Endpoint.Messages));
        Assert.Equal("data: {\"error\":{\"message\":\"gone\",\"type\":\"server_error\",\"param\":null,\"code\":\"provider_unreachable\"}}\n\n", Event(Api.OpenAI, Endpoint.ChatCompletions));
        Assert.Equal("event: error\ndata: {\"type\":\"error\",\"code\":\"provider_unreachable\",\"message\":\"gone\",\"param\":null}\n\n", Event(Api.OpenAI, Endpoint.Responses));
        Assert.Equal("data: {\"error\":{\"code\":502,\"message\":\"gone\",\"status\":\"UNAVAILABLE\"}}\r\n\r\n", Event(Api.Gemini, Endpoint.StreamGenerateContent));

        string Event(Api api, Endpoint endpoint) => Encoding.UTF8.GetString(ErrorBody.InStream(api, endpoint, refusal, "c"));
    }
}
