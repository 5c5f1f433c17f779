using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Mending;
using Xunit;

namespace RelayPlane.Tests.Dialects.Mending;

public sealed class ResponsesMendingTests
{
    [Theory]
    [InlineData("gpt-5", """{"temperature":0.5,"model":"m","reasoning":{"effort":"none","summary":"auto"}}""", """{"model":"m","reasoning":{"effort":"minimal","summary":"auto"}}""", "temperature")]
    [InlineData("gpt-4o", """{"temperature":0.5,"model":"m","reasoning":{"effort":"low"}}""", """{"temperature":0.5,"model":"m"}""", "reasoning")]
    [InlineData("gpt-5.5", """{ "model" : "m", "input":[] }""", """{ "model" : "m", "input":[] }""", "")]
    public void A_body_for_another_model_is_what_this_one_takes(string model, string body, string expected, string dropped)
    {
        var mended = new ResponsesMending(TraitTable.For("openai", [])(model)).Apply(Encoding.UTF8.GetBytes(body));
        Assert.Equal((expected, dropped), (Encoding.UTF8.GetString(mended.Body.Span), string.Join(' ', mended.Dropped)));
    }
}
