using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class GuessworkTests
{
    private readonly Guesswork _guess = new();

    [Fact]
    public void What_went_through_in_the_last_minute_is_taken_for_the_limit()
    {
        _guess.Sent(50_000, now: 0);
        for (var call = 0; call < 30; call++)
        {
            _guess.Sent(2000, now: 61 + call);
        }

        Assert.Equal((60_000, 30), _guess.Refused(now: 91, waitTold: true, tokens: 0, requests: 0));
    }

    [Fact]
    public void A_first_refusal_that_says_nothing_is_taken_for_a_hiccup()
    {
        _guess.Sent(50_000, now: 0);
        Assert.Null(_guess.Refused(now: 1, waitTold: false, tokens: 0, requests: 0));
        Assert.NotNull(_guess.Refused(now: 5, waitTold: false, tokens: 0, requests: 0));
    }

    [Fact]
    public void A_guess_shrinks_with_each_refusal_but_a_salvo_counts_once_and_it_has_a_floor()
    {
        Assert.Equal((85_000, 85), _guess.Refused(now: 10, waitTold: true, tokens: 100_000, requests: 100));
        Assert.Null(_guess.Refused(now: 11, waitTold: true, tokens: 85_000, requests: 85));
        Assert.Equal((2000, 5), _guess.Refused(now: 20, waitTold: true, tokens: 2100, requests: 5));
    }

    [Fact]
    public void Even_where_little_was_sent_something_may_go() => Assert.Equal((1000, 5), _guess.Refused(now: 10, waitTold: true, tokens: 0, requests: 0));

    [Fact]
    public void A_guess_grows_in_quiet_once_in_five_seconds()
    {
        _guess.Refused(now: 10, waitTold: true, tokens: 0, requests: 0);
        Assert.False(_guess.MayGrow(20));
        Assert.True(_guess.MayGrow(21));
        Assert.False(_guess.MayGrow(25));
        Assert.True(_guess.MayGrow(27));
    }
}
