using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Gateway;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class EstimatedTests
{
    private const string Body = """{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"tell me a story about a gateway"}]}""";

    private static readonly PriceBook s_prices = new();
    private static readonly Reading s_cut = new(null, null, null, false, true, null) { Relayed = new RelayedText(12, 80), UsageIsFinal = false };

    [Fact]
    public void A_cut_stream_is_paid_for_by_its_prompt_and_what_was_relayed_and_marked()
    {
        var row = Row(s_cut);

        Assert.True(row is { UsageEstimated: true, Usage: { Input: > 5 and < 40, Output: 20 }, Quote: { Status: PriceStatus.Estimated, Cost.NanoUsd: > 0 } });
        Assert.Null(row.RawUsage);
    }

    [Fact]
    public void What_the_provider_said_before_the_cut_is_kept_and_never_lowered()
    {
        var row = Row(s_cut with { Usage = new TokenUsage(3, 1000, 0, 0, 90, 0), RawUsage = "{}" });

        Assert.True(row is { UsageEstimated: true, Usage: { Input: 3, CacheRead: 1000, Output: 90 }, Quote.Status: PriceStatus.Estimated, RawUsage: "{}" });
    }

    [Fact]
    public void A_reply_that_counted_itself_is_priced_by_that_also_where_it_failed()
    {
        var said = Reading.None with { Usage = new TokenUsage(10, 0, 0, 0, 1, 0), HasContent = true };

        Assert.True(Row(said) is { UsageEstimated: false, Quote.Status: PriceStatus.Priced });
        Assert.True(Row(said with { Error = "overloaded" }, status: 529) is { UsageEstimated: false, Quote.Status: PriceStatus.Priced });
        Assert.True(Row(said with { Complete = false, Error = "overloaded" }) is { UsageEstimated: false, Quote.Status: PriceStatus.Priced });
    }

    [Fact]
    public void What_nobody_has_a_price_for_is_unpriced_and_what_used_nothing_costs_nothing()
    {
        Assert.True(Row(s_cut, model: "nobody-knows-it") is { UsageEstimated: true, Quote: { Status: PriceStatus.Unpriced, Cost: null } });
        Assert.True(Row(Reading.None with { Complete = false }) is { Usage: null, Quote.Status: PriceStatus.None });
        Assert.True(Row(s_cut, status: 500) is { UsageEstimated: false, Quote.Status: PriceStatus.Unpriced });
        Assert.True(Row(s_cut with { HasContent = false }, asked: Endpoint.CountTokens) is { UsageEstimated: false, Quote.Status: PriceStatus.None });
    }

    private static RelayPlane.Ledger.AttemptEntry Row(Reading reading, int status = 200, string model = "claude-sonnet-4-5", Endpoint asked = Endpoint.Messages)
    {
        var attempt = new Attempt(1, new Target(Providers.Named("anthropic"), model), "k", new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), 0) { Status = status, Reading = reading };
        return AttemptRow.Of(Estimated.Of(Calls.Scanned(Api.Anthropic, Endpoint.Messages, Body), asked, attempt), s_prices);
    }
}
