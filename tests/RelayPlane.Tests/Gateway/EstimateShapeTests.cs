using System.Text;
using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class EstimateShapeTests
{
    [Theory]
    [InlineData("""{"model":"claude-x","messages":[]}""", "", nameof(Endpoint.Messages))]
    [InlineData("""{"model":"m","system":"s","messages":[]}""", "", nameof(Endpoint.Messages))]
    [InlineData("""{"model":"gpt-4o","messages":[]}""", "", nameof(Endpoint.ChatCompletions))]
    [InlineData("""{"model":"gpt-4o","input":"x"}""", "", nameof(Endpoint.Responses))]
    [InlineData("""{"model":"gemini-2.5-flash","contents":[]}""", "", nameof(Endpoint.GenerateContent))]
    [InlineData("""{"model":"m","prompt":"x"}""", "", nameof(Endpoint.Completions))]
    [InlineData("""{"model":"m","input":"x"}""", "embeddings", nameof(Endpoint.Embeddings))]
    public void A_body_is_known_by_its_members_or_a_header(string body, string named, string endpoint)
    {
        Assert.True(EstimateShape.Of(Encoding.UTF8.GetBytes(body), named, hasAnthropicVersion: false).TryGet(out var shape, out _));
        Assert.Equal(endpoint, shape.Endpoint.ToString());
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"model":"m","messages":[]}""", "models")]
    public void What_is_no_call_is_refused(string body, string named) =>
        Assert.NotNull(EstimateShape.Of(Encoding.UTF8.GetBytes(body), named, hasAnthropicVersion: false).Refusal);
}
