using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class KeyStateTests
{
    private readonly KeyState _key = new();

    [Fact]
    public void A_good_key_is_not_waited_for() => Assert.Equal((KeyTrouble.None, 0), (_key.Trouble, _key.Wait(5)));

    [Fact]
    public void A_dead_key_is_tried_ever_more_rarely_and_one_answer_revives_it()
    {
        var now = 0.0;
        foreach (var pause in new[] { 10, 20, 40, 80, 160, 300, 300 })
        {
            _key.Died("invalid x-api-key", now);
            Assert.Equal((KeyTrouble.Dead, pause, "invalid x-api-key"), (_key.Trouble, _key.Wait(now), _key.Reason));
            now = _key.Until;
            Assert.Equal(0, _key.Wait(now));
        }

        _key.Answered();
        Assert.Equal((KeyTrouble.None, null, 0), (_key.Trouble, _key.Reason, _key.Wait(now)));
        _key.Died(null, now);
        Assert.Equal(10, _key.Wait(now), 9);
    }

    [Fact]
    public void While_one_call_finds_out_the_others_wait()
    {
        _key.Died(null, now: 0);
        Assert.Equal(0, _key.Wait(10));
        _key.Probed(10);
        Assert.True(_key.Wait(10) > 0);
    }

    [Fact]
    public void An_exhausted_key_comes_back_when_the_provider_says_else_after_a_quarter_of_an_hour()
    {
        _key.Exhausted("credit", until: 5000, words: null, now: 100);
        Assert.Equal((KeyTrouble.Exhausted, 4900, true), (_key.Trouble, _key.Wait(100), _key.UntilIsKnown));
        _key.Exhausted("credit", until: null, words: null, now: 100);
        Assert.Equal((900, false), (_key.Wait(100), _key.UntilIsKnown));
    }

    [Fact]
    public void Probing_a_good_key_changes_nothing()
    {
        _key.Probed(10);
        Assert.Equal(0, _key.Wait(10));
    }
}
