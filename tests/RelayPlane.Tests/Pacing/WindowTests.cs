using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class WindowTests
{
    [Fact]
    public void Before_any_limit_is_known_few_calls_go_at_once_and_each_answer_lets_one_more_go()
    {
        var window = new Window(coldStart: 8);
        Assert.Equal(8, Fill(window, known: false));
        window.Ended();
        window.Succeeded();
        Assert.Equal(9, Fill(window, known: false));
    }

    [Fact]
    public void Once_limits_are_known_the_cold_start_is_over() => Assert.Equal(64, Fill(new Window(coldStart: 8), known: true));

    [Fact]
    public void A_server_that_has_no_limits_is_not_held_back() => Assert.Equal(1000, Fill(new Window(coldStart: 0), known: false, most: 1000));

    [Fact]
    public void Overload_leaves_four_fifths_of_what_was_under_way_and_counts_once_a_second()
    {
        var window = new Window(coldStart: 8);
        Fill(window, known: true, most: 50);
        window.Overloaded(now: 10);
        window.Overloaded(now: 10.5);
        Empty(window);
        Assert.Equal(40, Fill(window, known: true));
        window.Overloaded(now: 11.5);
        Empty(window);
        Assert.Equal(32, Fill(window, known: true));
    }

    [Fact]
    public void Even_in_a_storm_two_may_go()
    {
        var window = new Window(coldStart: 8);
        for (var now = 0; now < 100; now += 2)
        {
            window.Overloaded(now);
        }

        Assert.Equal(2, Fill(window, known: true));
    }

    [Fact]
    public void After_an_outage_it_begins_slowly_and_grows_with_every_answer()
    {
        var window = new Window(coldStart: 8);
        window.StartSlowly();
        Assert.Equal(8, Fill(window, known: true));
        window.Succeeded();
        window.Succeeded();
        Assert.Equal(10, Fill(window, known: true));
    }

    [Fact]
    public void It_grows_no_further_than_its_bound()
    {
        var window = new Window(coldStart: 8);
        for (var answer = 0; answer < 200_000; answer++)
        {
            window.Succeeded();
        }

        Assert.Equal(512, Fill(window, known: true));
    }

    private static int Fill(Window window, bool known, int most = 10_000)
    {
        while (window.InFlight < most && window.HasRoom(known))
        {
            window.Sent();
        }

        return window.InFlight;
    }

    private static void Empty(Window window)
    {
        while (window.InFlight > 0)
        {
            window.Ended();
        }
    }
}
