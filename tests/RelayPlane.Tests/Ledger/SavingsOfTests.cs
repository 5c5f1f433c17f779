using RelayPlane.Catalog;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class SavingsOfTests
{
    private static readonly TokenUsage s_usage = new(1000, 8000, 0, 0, 100, 0);
    private readonly PriceBook _prices = new(PriceTable.Embedded());

    [Fact]
    public void Reading_from_a_cache_saves_what_plain_input_would_have_cost_more()
    {
        Savings savings = Of(Entries.Call("a", Attempt("claude-haiku-4-5")))[0];

        Assert.Equal(Cost("claude-haiku-4-5", s_usage with { Input = 9000, CacheRead = 0 }) - Cost("claude-haiku-4-5", s_usage), savings.Cache);
        Assert.True(savings.Cache > 0);
        Assert.Null(savings.Routing);
        Assert.Null(savings.Fallback);
    }

    [Fact]
    public void Writing_to_a_cache_that_nobody_reads_is_a_loss() =>
        Assert.True(Of(Entries.Call("a", Attempt("claude-haiku-4-5", usage: new TokenUsage(10, 0, 5000, 0, 10, 0))))[0].Cache < 0);

    [Fact]
    public void Routing_saves_the_way_from_the_model_that_was_asked_for_to_the_first_choice()
    {
        Savings savings = Of(Entries.Call("a", Attempt("claude-haiku-4-5")) with { ModelRequested = "claude-opus-4-6" })[0];

        Assert.Equal(Cost("claude-opus-4-6", s_usage) - Cost("claude-haiku-4-5", s_usage), savings.Routing);
    }

    [Fact]
    public void A_name_that_has_no_price_saves_nothing_that_can_be_counted() =>
        Assert.Null(Of(Entries.Call("a", Attempt("claude-haiku-4-5")) with { ModelRequested = "rp:fast" })[0].Routing);

    [Fact]
    public void A_fallback_costs_the_attempts_in_vain_and_what_the_second_choice_costs_more()
    {
        IReadOnlyList<Savings> savings = Of(Entries.Call("a", Attempt("claude-haiku-4-5"), Attempt("claude-opus-4-6", 2)) with { ModelRequested = "claude-haiku-4-5" });

        Assert.Equal(Cost("claude-haiku-4-5", s_usage), savings[0].Fallback);
        Assert.Equal(Cost("claude-opus-4-6", s_usage) - Cost("claude-haiku-4-5", s_usage), savings[1].Fallback);
        Assert.Null(savings[1].Routing);
    }

    private IReadOnlyList<Savings> Of(CallEntry call) => [.. new SavingsOf(_prices).Attempts(call.Api, call.ModelRequested, call.Attempts).Select(attempt => attempt.Savings)];

    private AttemptEntry Attempt(string model, int number = 1, TokenUsage? usage = null) => Entries.Attempt(model, number, usage ?? s_usage) with
    {
        Quote = _prices.Price("anthropic", null, model, Entries.Noon, usage ?? s_usage, default),
    };

    private long Cost(string model, TokenUsage usage) => _prices.Price("anthropic", null, model, Entries.Noon, usage, default).Cost!.Value.NanoUsd;
}
