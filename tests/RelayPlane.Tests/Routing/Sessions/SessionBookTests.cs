using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Sessions;
using RelayPlane.Tests.Routing.Deciding;
using Xunit;

namespace RelayPlane.Tests.Routing.Sessions;

public sealed class SessionBookTests
{
    private static readonly DateTimeOffset s_noon = DateTimeOffset.UnixEpoch.AddHours(12);
    private static readonly PriceBook s_prices = new();
    private static readonly Decided s_names = new("{}");
    private static readonly Target s_haiku = s_names.Named("claude-haiku-4-5");
    private static readonly Target s_opus = s_names.Named("claude-opus-4-6");

    [Fact]
    public void A_conversation_is_where_it_was_answered_last_and_what_it_holds_is_what_was_read_and_written()
    {
        var book = new SessionBook();
        book.Answered("a", Turn(s_haiku, new TokenUsage(10, 2000, 500, 0, 50, 0)));
        var state = book.Find("a")!;
        Assert.Equal((s_haiku, 2500L, 2510L), (state.Target, state.CachedTokens, state.Input));
        Assert.Null(book.Find("b"));
    }

    [Fact]
    public void A_detour_adds_to_what_was_saved_and_moves_nothing()
    {
        var book = new SessionBook();
        book.Answered("a", Turn(s_haiku, default) with { IsDetour = true });
        Assert.Null(book.Find("a"));

        var usage = new TokenUsage(0, 10_000, 1000, 0, 100, 0);
        book.Answered("a", Turn(s_haiku, usage, s_opus));
        var before = book.Find("a")!;
        book.Answered("a", Turn(s_opus, usage, s_opus) with { IsDetour = true });
        var after = book.Find("a")!;
        Assert.Equal((s_haiku, before.CachedTokens), (after.Target, after.CachedTokens));
        Assert.True(after.Saved <= before.Saved);
    }

    [Theory]
    [InlineData(0, 300, 500)]
    [InlineData(0, 301, 0)]
    [InlineData(500, 3600, 500)]
    [InlineData(500, 3601, 0)]
    public void What_is_held_is_forgotten_after_five_minutes_or_an_hour(long forAnHour, int seconds, long held)
    {
        var book = new SessionBook();
        book.Answered("a", Turn(s_haiku, new TokenUsage(10, 0, 500 - forAnHour, forAnHour, 50, 0)));
        Assert.Equal(held, book.Find("a")!.CachedAt(s_noon.AddSeconds(seconds)));
    }

    [Fact]
    public void The_longest_unused_are_forgotten_first()
    {
        var book = new SessionBook(most: 2);
        book.Answered("a", Turn(s_haiku, default));
        book.Answered("b", Turn(s_haiku, default));
        book.Answered("a", Turn(s_haiku, default));
        book.Answered("c", Turn(s_haiku, default));
        Assert.Equal((2, true, false, true), (book.Count, book.Find("a") is not null, book.Find("b") is not null, book.Find("c") is not null));
    }

    [Fact]
    public void What_a_cheaper_model_saves_is_summed_up()
    {
        var usage = new TokenUsage(0, 10_000, 1000, 0, 100, 0);
        var turn = Turn(s_haiku, usage, s_opus);
        Assert.Equal(Cost(s_opus, usage), turn.AsAsked);

        var book = new SessionBook();
        book.Answered("a", turn);
        book.Answered("a", turn);
        Assert.Equal(2 * (Cost(s_opus, usage).NanoUsd - Cost(s_haiku, usage).NanoUsd), book.Find("a")!.Saved.NanoUsd);
    }

    [Fact]
    public void The_model_that_was_asked_for_would_have_read_what_it_would_have_held()
    {
        var before = SessionState.After(null, Turn(s_haiku, new TokenUsage(0, 0, 10_000, 0, 100, 0), s_opus));

        // The conversation moves, so that all is written anew.
        var moved = SessionTurn.Of(s_prices, before, s_opus, new TokenUsage(0, 0, 11_000, 0, 100, 0), null, s_opus, s_noon.AddSeconds(20), marks: true, 11_000);
        Assert.Equal(Cost(s_opus, new TokenUsage(0, 10_000, 1000, 0, 100, 0)), moved.AsAsked);

        var late = SessionTurn.Of(s_prices, before, s_opus, new TokenUsage(0, 0, 11_000, 0, 100, 0), null, s_opus, s_noon.AddSeconds(400), marks: true, 11_000);
        Assert.Equal(Cost(s_opus, new TokenUsage(0, 0, 11_000, 0, 100, 0)), late.AsAsked);
    }

    [Fact]
    public void What_has_no_price_saves_nothing()
    {
        var state = SessionState.After(null, SessionTurn.Of(s_prices, null, s_haiku, new TokenUsage(9, 0, 0, 0, 9, 0), new Money(5), s_names.Named("claude-that-nobody-prices"), s_noon, false, 9));
        Assert.Equal(0, state.Saved.NanoUsd);
    }

    [Fact]
    public async Task Many_conversations_at_once_keep_to_the_bound()
    {
        var book = new SessionBook(most: 50);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), TestContext.Current.CancellationToken, (i, cancel) =>
        {
            book.Answered($"{i % 120}", Turn(s_haiku, default));
            _ = book.Find($"{i % 7}");
            return ValueTask.CompletedTask;
        });
        Assert.Equal(50, book.Count);
    }

    private static SessionTurn Turn(Target target, TokenUsage usage, Target? asked = null) =>
        SessionTurn.Of(s_prices, null, target, usage, Cost(target, usage), asked ?? target, s_noon, marks: true, usage.TotalInput);

    private static Money Cost(Target target, TokenUsage usage) => s_prices.List(target.Provider.Name, target.Model, s_noon, usage.TotalInput)!.Rates.Cost(usage)!.Value;
}
