using System.Text;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class JsonSpliceTests
{
    private static string Splice(string body, string? model, bool includeUsage)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Encoding.UTF8.GetString(JsonSplice.Apply(bytes, RequestScan.Scan(bytes, Endpoint.ChatCompletions).Value!, model, includeUsage));
    }

    [Theory]
    [InlineData("{\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}")]
    [InlineData("\uFEFF { \"model\":\"m\", \"n\":1.0}\n", "\uFEFF {\"stream_options\":{\"include_usage\":true}, \"model\":\"m\", \"n\":1.0}\n")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{}}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{ }}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true }}")]
    [InlineData("{\"model\":\"m\",\"stream_options\":{\"x\":1}}", "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true,\"x\":1}}")]
    [InlineData("{\"stream_options\":{\"x\":[{}],\"include_usage\": false },\"model\":\"m\"}", "{\"stream_options\":{\"x\":[{}],\"include_usage\": true },\"model\":\"m\"}")]
    [InlineData("{\"stream_options\":null,\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}")]
    [InlineData("{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"m\"}")]
    public void Usage_is_asked_for_and_every_other_byte_stays(string body, string expected) => Assert.Equal(expected, Splice(body, null, true));

    [Fact]
    public void The_model_gives_way_to_another_wherever_it_stands()
    {
        Assert.Equal("{\"a\":\"é\",\"model\" : \"b/c\\\"ü\" ,\"z\":[1e5]}", Splice("{\"a\":\"é\",\"model\" : \"m\\u0061x\" ,\"z\":[1e5]}", "b/c\"ü", false));
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"stream_options\":{}}", "{\"model\":\"other\",\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"stream_options\":{},\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"other\"}")]
    [InlineData("{\"model\":\"m\"}", "{\"stream_options\":{\"include_usage\":true},\"model\":\"other\"}")]
    public void Both_are_changed_at_once(string body, string expected) => Assert.Equal(expected, Splice(body, "other", true));

    [Fact]
    public void Nothing_asked_for_is_a_copy() => Assert.Equal("{ \"model\":\"m\" }", Splice("{ \"model\":\"m\" }", null, false));

    [Fact]
    public void A_body_that_names_no_model_is_left_alone() =>
        Assert.Equal("{}", Encoding.UTF8.GetString(JsonSplice.Apply("{}"u8, RequestFacts.None, "m", false)));
}
