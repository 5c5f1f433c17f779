using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>What of sampling reaches a target, whatever its format.</summary>
public sealed class RequestFitTests
{
    [Theory]
    [InlineData(WireFormat.Chat)]
    [InlineData(WireFormat.Responses)]
    internal void A_model_that_takes_no_sampling_while_it_thinks_gets_none(WireFormat to)
    {
        var (body, dropped) = Sent("""{"model":"m","max_tokens":99,"temperature":0.5,"thinking":{"type":"enabled","budget_tokens":4000},"messages":[{"role":"user","content":"Hi"}]}""", to, TraitTable.For("openai", [])("gpt-5.1"));
        Assert.False(body.TryGetProperty("temperature", out _));
        Assert.Contains("temperature", dropped);
        Assert.Equal(0.5, Sent("""{"model":"m","max_tokens":99,"temperature":0.5,"messages":[{"role":"user","content":"Hi"}]}""", to, TraitTable.For("openai", [])("gpt-5.1")).Body.GetProperty("temperature").GetDouble());
    }

    [Theory]
    [InlineData(WireFormat.Chat)]
    [InlineData(WireFormat.Responses)]
    [InlineData(WireFormat.Converse)]
    internal void A_temperature_that_is_too_high_is_lowered_aloud(WireFormat to)
    {
        var (body, dropped) = Sent("""{"model":"m","max_tokens":99,"temperature":0.9,"messages":[{"role":"user","content":"Hi"}]}""", to, ModelTraits.Newest with { TemperatureMax = 0.7 });
        Assert.Equal(0.7, (body.Get("inferenceConfig") ?? body).GetProperty("temperature").GetDouble());
        Assert.Equal(["temperature"], dropped);
    }

    private static (JsonElement Body, IReadOnlyList<string> Dropped) Sent(string body, WireFormat to, ModelTraits traits)
    {
        var translated = RequestTranslation.Translate(
            System.Text.Encoding.UTF8.GetBytes(body), WireFormat.Messages, to, new RequestHead(null, false), new EncodeFor("p", "m", traits), new ReplyContext("a", "m", DateTimeOffset.UnixEpoch), allowLoss: false);
        using var json = JsonDocument.Parse(translated.Value!.Body);
        return (json.RootElement.Clone(), translated.Value.Dropped);
    }
}
