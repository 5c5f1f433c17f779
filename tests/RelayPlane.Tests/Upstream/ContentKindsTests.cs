using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class ContentKindsTests
{
    [Theory]
    [InlineData("text/event-stream", "EventStream")]
    [InlineData("Text/Event-Stream; charset=utf-8", "EventStream")]
    [InlineData("application/json", "Json")]
    [InlineData("application/problem+json; charset=UTF8", "Json")]
    [InlineData("text/plain", "Unsaid")]
    [InlineData("application/octet-stream", "Unsaid")]
    [InlineData("", "Unsaid")]
    [InlineData(null, "Unsaid")]
    [InlineData("text/html; charset=utf-8", "Foreign")]
    [InlineData("image/png", "Foreign")]
    public void A_body_is_what_its_type_makes_of_it(string? type, string kind)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        if (type is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        Assert.Equal(Enum.Parse<ContentKind>(kind), ContentKinds.Of(response));
    }
}
