using RelayPlane.Admission.Alarms;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Admission.Alarms.Alarms;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class DetectionTests
{
    private readonly Detection _detection = new(Plain.Window);

    [Fact]
    public void A_session_that_suddenly_calls_four_times_as_often_is_found_at_the_call_that_makes_it_so()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.Empty(Arrive(Noon.AddMinutes(minute), 4));
        }

        // Twenty in five minutes were usual; so the eightieth is too many.
        var found = Assert.Single(Arrive(Noon.AddMinutes(70), 80));
        Assert.Equal((AlertTypes.Velocity, "session one"), (found.Type, found.Key));
        Assert.Equal((80, 20), (found.Data.Calls, found.Data.UsualCalls));
        Assert.Equal("80 calls within 5 min from session one; the most before was 20.", found.Message);
    }

    [Fact]
    public void A_busy_session_without_a_past_is_left_alone_until_it_is_far_too_busy()
    {
        Assert.Empty(Arrive(Noon, 199));
        Assert.Single(Arrive(Noon, 1));
    }

    [Fact]
    public void A_threshold_that_the_user_wrote_is_meant_as_it_stands()
    {
        var rules = Rules("""{ "anomaly": { "enabled": true, "velocityThreshold": 10 } }""");
        Assert.Empty(Arrive(Noon, 9, rules));
        Assert.Single(Arrive(Noon, 1, rules));
    }

    [Fact]
    public void A_loop_that_opens_a_new_session_for_each_call_is_found_at_its_client()
    {
        var found = Enumerable.Range(0, 200).SelectMany(number => _detection.Arrived(Plain, WatchKeys.Of("claude-cli", null, $"s{number}"), null, "c", Noon)).ToList();
        Assert.Equal("client claude-cli", Assert.Single(found).Key);
    }

    [Fact]
    public void The_same_request_again_and_again_is_found_also_in_new_sessions()
    {
        var sign = new PromptSign(7, false);
        var found = Enumerable.Range(0, 20).SelectMany(number => _detection.Arrived(Plain, WatchKeys.Of("curl", null, $"s{number}"), sign, "c", Noon.AddSeconds(number * 14))).ToList();
        Assert.Equal((AlertTypes.Repetition, 20), (Assert.Single(found).Type, found[0].Data.Calls));
    }

    [Fact]
    public void The_same_tool_call_in_several_conversations_is_no_loop_and_slow_repeats_are_none()
    {
        Assert.Empty(Enumerable.Range(0, 40).SelectMany(number => _detection.Arrived(Plain, WatchKeys.Of("claude-cli", null, $"s{number}"), new PromptSign(7, true), "c", Noon)));
        Assert.Empty(Enumerable.Range(0, 40).SelectMany(number => _detection.Arrived(Plain, One, new PromptSign(8, true), "c", Noon.AddSeconds(number * 20))));
    }

    [Fact]
    public void A_call_over_the_amount_is_found_and_one_below_is_not()
    {
        Assert.Null(Spend(Noon, 4.99m));
        var found = Spend(Noon.AddHours(1), 6.123m)!;
        Assert.Equal((AlertTypes.TokenExplosion, 6.123m, 5m), (found.Type, found.Data.Usd, found.Data.LimitUsd));
        Assert.Equal("One call to claude-opus from session one cost $6.12; anomaly.tokenExplosionUsd is $5.00.", found.Message);
    }

    [Fact]
    public void Spending_far_above_the_busiest_window_is_found()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.Null(Spend(Noon.AddMinutes(minute), 0.2m));
        }

        var found = Enumerable.Range(0, 10).Select(second => Spend(Noon.AddMinutes(70).AddSeconds(second), 0.8m)).OfType<Finding>().First();
        Assert.Equal((AlertTypes.CostAcceleration, 5.6m, 1m), (found.Type, found.Data.Usd, found.Data.UsualUsd));
    }

    [Fact]
    public void A_threshold_of_zero_turns_its_alarm_off()
    {
        var off = Rules("""{ "anomaly": { "enabled": true, "velocityThreshold": 0, "repetitionThreshold": 0, "tokenExplosionUsd": 0 } }""");
        Assert.Empty(Enumerable.Range(0, 1000).SelectMany(_ => _detection.Arrived(off, One, new PromptSign(7, false), "c", Noon)));
        Assert.Null(_detection.Spent(off, One, Money.FromUsd(1000), null, "c", Noon));
    }

    private List<Finding> Arrive(DateTimeOffset at, int calls, AlarmRules? rules = null) =>
        [.. Enumerable.Range(0, calls).SelectMany(_ => _detection.Arrived(rules ?? Plain, One, null, "c", at))];

    private Finding? Spend(DateTimeOffset at, decimal usd) => _detection.Spent(Plain, One, Money.FromUsd(usd), "claude-opus", "c", at);
}
