using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class MetersTests
{
    [Fact]
    public void Lists_of_models_and_unmodelled_paths_have_no_meter()
    {
        Assert.Null(Meters.For(Api.OpenAI, Endpoint.Other, true));
        Assert.Null(Meters.For(Api.Anthropic, Endpoint.Models, false));
        Assert.Null(Meters.For(Api.Gemini, Endpoint.Model, false));
    }

    [Fact]
    public void A_reply_beyond_the_limit_is_given_up_quietly()
    {
        var meter = new BodyMeter(_ => throw new InvalidOperationException("must not be read"), limit: 8);
        meter.Write("{\"usage"u8);
        meter.Write("\":{}}"u8);
        meter.Write("more"u8);

        var reading = meter.Read();

        Assert.Null(reading.Usage);
        Assert.True(reading.Complete);
    }

    [Fact]
    public void An_empty_or_foreign_body_is_incomplete()
    {
        Assert.False(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, "").Complete);
        Assert.False(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, "<html>\"usage\"</html>").Complete);
        Assert.False(Metered.Body(Api.Gemini, Endpoint.GenerateContent, "{}{}").Complete);
    }
}
