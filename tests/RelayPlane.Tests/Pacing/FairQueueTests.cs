using RelayPlane.Pacing;
using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class FairQueueTests
{
    private readonly FairQueue _queue = new();
    private readonly Pool _pool = new("p", "m");

    [Fact]
    public void One_agents_calls_are_served_in_the_order_in_which_they_came()
    {
        var places = Enumerable.Range(0, 10).Select(_ => Add("a")).ToArray();
        Assert.Equal(places, Serve(10));
    }

    [Fact]
    public void A_call_that_comes_back_stands_before_its_agents_others()
    {
        Add("a");
        var back = Add("a", front: true);
        Assert.Equal([back], Serve(1));
    }

    [Fact]
    public void Agents_share_alike_however_many_calls_each_has()
    {
        for (var call = 0; call < 300; call++)
        {
            Add("flood");
        }

        for (var call = 0; call < 20; call++)
        {
            Add("light");
        }

        Assert.Equal(20, Serve(40).Count(place => place.Ticket.Agent == "light"));
    }

    [Fact]
    public void An_agent_whose_calls_cost_more_is_served_fewer()
    {
        for (var call = 0; call < 100; call++)
        {
            Add("dear");
            Add("cheap");
        }

        var served = Serve(80, cost: place => place.Ticket.Agent == "dear" ? 3 : 1);
        Assert.InRange(served.Count(place => place.Ticket.Agent == "dear"), 19, 21);
    }

    [Fact]
    public void An_agent_that_was_idle_has_saved_nothing_up()
    {
        Add("late");
        for (var call = 0; call < 100; call++)
        {
            Add("busy");
        }

        Serve(60);
        for (var call = 0; call < 40; call++)
        {
            Add("late");
        }

        Assert.InRange(Serve(20).Count(place => place.Ticket.Agent == "late"), 9, 11);
    }

    [Fact]
    public void Small_medium_and_large_calls_have_six_three_and_one_part_of_ten()
    {
        for (var call = 0; call < 100; call++)
        {
            Add("a", size: 0);
            Add("b", size: 1);
            Add("c", size: 2);
        }

        var served = Serve(100);
        Assert.InRange(served.Count(place => place.Ticket.Agent == "a"), 58, 62);
        Assert.InRange(served.Count(place => place.Ticket.Agent == "b"), 28, 32);
        Assert.InRange(served.Count(place => place.Ticket.Agent == "c"), 8, 12);
    }

    [Fact]
    public void A_large_call_near_its_deadline_goes_before_all_others()
    {
        Add("b", size: 2);
        for (var call = 0; call < 50; call++)
        {
            Add("a");
        }

        Serve(2);
        var large = Add("b", size: 2, patience: 100);
        Assert.NotEqual(large, _queue.Head(79));
        Assert.Equal(large, _queue.Head(81));
    }

    [Fact]
    public void The_nearest_deadline_is_found_in_any_class_and_forgotten_once_it_has_left()
    {
        Add("a", patience: 300);
        var near = Add("b", size: 2, patience: 50);
        var next = Add("c", size: 1, patience: 100);
        Assert.Equal(near, _queue.MostUrgent());
        _queue.Remove(near, cost: null);
        Assert.Equal(next, _queue.MostUrgent());
    }

    [Fact]
    public void Whoever_only_leaves_pays_nothing_and_an_empty_queue_holds_nothing()
    {
        var places = Enumerable.Range(0, 200).Select(call => Add($"agent{call % 3}", tokens: 10, size: call % 3)).ToArray();
        Assert.Equal((200, 2000), (_queue.Count, _queue.Tokens));
        foreach (var place in places.Skip(1))
        {
            _queue.Remove(place, cost: null);
            Assert.False(place.Waits);
        }

        Assert.Equal(places[0], _queue.Head(0));
        _queue.Remove(places[0], cost: 1);
        Assert.Equal((0, 0.0), (_queue.Count, _queue.Tokens));
        Assert.Null(_queue.Head(0));
        Assert.Null(_queue.MostUrgent());
        Assert.Equal((0, 0), _queue.Before("agent0"));
    }

    [Fact]
    public void What_is_served_before_an_agents_last_call_is_what_the_others_get_meanwhile()
    {
        for (var call = 0; call < 10; call++)
        {
            Add("flood", tokens: 100);
        }

        Add("light", tokens: 100);
        Add("light", tokens: 100);
        Assert.Equal((400, 4), _queue.Before("light"));
        Assert.Equal((1200, 12), _queue.Before("flood"));
        Assert.Equal((0, 0), _queue.Before("stranger"));
    }

    private Place Add(string agent, int size = 0, double patience = 600, bool front = false, double tokens = 1) =>
        _queue.Add(new Ticket(agent, Demand.None, [], Terms.Default, arrived: 0, patience), _pool, choice: 0, tokens, size, front);

    private List<Place> Serve(int calls, Func<Place, double>? cost = null)
    {
        var served = new List<Place>();
        for (var call = 0; call < calls; call++)
        {
            var head = _queue.Head(now: 0)!;
            _queue.Remove(head, cost?.Invoke(head) ?? 1);
            served.Add(head);
        }

        return served;
    }
}
