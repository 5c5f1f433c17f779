using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Routing.Sessions;
using RelayPlane.Tests.Config;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class RememberedTests
{
    private static readonly IReadOnlyDictionary<string, Provider> s_providers = ProviderSet.From(GatewayConfig.Default, Setup.Environment(), new Uri("http://sandbox")).Providers;

    private static readonly TokenUsage s_usage = new(200, 10_000, 0, 0, 300, 0);

    [Fact]
    public void A_conversation_is_where_its_last_call_was_answered_with_the_cache_that_it_has_there()
    {
        var book = Of(Pasts.Call(Pasts.Haiku, s_usage), Pasts.Call(Pasts.Sonnet, s_usage, Pasts.Noon.AddMinutes(1)));

        var state = book.Find("0000000000000001");
        Assert.Equal(Pasts.Sonnet, state?.Target.Model);
        Assert.True(state!.CachedTokens >= 10_000);
    }

    [Fact]
    public void A_small_call_of_the_programs_own_places_none() =>
        Assert.Null(Of(Pasts.Call(Pasts.Haiku, s_usage, seen: Pasts.Seen() with { Housekeeping = "title" })).Find("0000000000000001"));

    [Fact]
    public void A_shadow_call_places_none()
    {
        var (call, shadow) = Pasts.Shadowed(Pasts.Haiku, s_usage, Pasts.Noon, Pasts.Seen());
        Assert.Equal(Pasts.Opus, Of(call, shadow).Find("0000000000000001")?.Target.Model);
    }

    [Fact]
    public void What_was_saved_is_remembered_too()
    {
        var book = Of(Pasts.Call(Pasts.Haiku, s_usage, seen: Pasts.Seen() with { Tier = "simple", Acted = true, Asked = $"anthropic/{Pasts.Opus}", Chosen = $"anthropic/{Pasts.Haiku}" }));

        Assert.True(book.Find("0000000000000001")!.Saved.NanoUsd > 0);
    }

    [Fact]
    public void What_is_known_already_is_not_taken_from_the_past()
    {
        var book = Of(Pasts.Call(Pasts.Opus, s_usage));
        book.Recall(Of(Pasts.Call(Pasts.Haiku, s_usage), Pasts.Call(Pasts.Haiku, s_usage, seen: Pasts.Seen(2))));

        Assert.Equal(Pasts.Opus, book.Find("0000000000000001")?.Target.Model);
        Assert.Equal(Pasts.Haiku, book.Find("0000000000000002")?.Target.Model);
    }

    private static SessionBook Of(params RelayPlane.Ledger.Decisions.PastCall[] past) => Remembered.From(past, Pasts.Prices, s_providers.GetValueOrDefault);
}
