using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission.Alarms;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Admission.Alarms.Alarms;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class AlarmBookTests
{
    private static readonly AlarmRules Blocking = Rules("""{ "anomaly": { "enabled": true, "repetitionThreshold": 3, "actions": ["log", "block"] } }""");
    private static readonly PromptSign Sign = new(7, false);
    private readonly Alarms _alarms = new();

    [Fact]
    public void Of_one_type_and_key_there_is_one_alert_until_the_cooldown_is_over()
    {
        var rules = Rules("""{ "anomaly": { "enabled": true, "repetitionThreshold": 3 }, "alerts": { "cooldownMs": 60000 } }""");
        var book = _alarms.Book();
        var says = Enumerable.Range(0, 70).Select(second => Arrive(book, rules, One, Noon.AddSeconds(second)).Says is not null).Index().Where(said => said.Item).Select(said => said.Index);
        Assert.Equal([2, 62], says);
        Assert.Equal(2, _alarms.Told.Count);
        Arrive(book, rules, WatchKeys.Of("claude-cli", null, "two"), Noon.AddSeconds(71));
        Assert.Equal(["session one", "session one", "session two"], _alarms.Told.Select(alert => alert.Key));
    }

    [Fact]
    public void What_is_known_only_after_the_reply_is_said_with_the_next_one_and_once()
    {
        var book = _alarms.Book();
        book.Spent(Plain, One, Money.FromUsd(7), "claude-opus", "c", Noon);
        Assert.Null(Arrive(book, Plain, WatchKeys.Of("claude-cli", null, "two"), Noon).Says);
        Assert.StartsWith("token_explosion: One call to claude-opus from session one cost $7.00", Arrive(book, Plain, One, Noon).Says, StringComparison.Ordinal);
        Assert.Null(Arrive(book, Plain, One, Noon).Says);
    }

    [Fact]
    public void Without_the_header_among_the_actions_no_reply_says_anything()
    {
        var rules = Rules("""{ "anomaly": { "enabled": true, "repetitionThreshold": 1, "actions": "log" } }""");
        Assert.Equal(default, Arrive(_alarms.Book(), rules, One, Noon));
        Assert.Equal(AlarmActions.Log, _alarms.With.Actions);
        Assert.Single(_alarms.Told);
    }

    [Fact]
    public void A_loop_is_refused_for_a_window_where_the_config_asks_for_it_and_then_let_in_again()
    {
        var book = _alarms.Book();
        var first = Enumerable.Range(0, 10).Select(second => Arrive(book, Blocking, One, Noon.AddSeconds(second)).Refusal is null);
        Assert.Equal([true, true, false, false, false, false, false, false, false, false], first);
        Assert.Null(Arrive(book, Blocking, WatchKeys.Of("claude-cli", null, "two"), Noon.AddSeconds(20), new PromptSign(8, false)).Refusal);
        Assert.Contains("session one for another 240 s", Arrive(book, Blocking, One, Noon.AddSeconds(62)).Refusal, StringComparison.Ordinal);
        Assert.Null(Arrive(book, Blocking, One, Noon.AddSeconds(400)).Refusal);
        Assert.Single(_alarms.Told);
    }

    [Fact]
    public void Nothing_is_refused_by_default_nor_once_the_config_no_longer_asks_for_it()
    {
        var book = _alarms.Book();
        Assert.All(Enumerable.Range(0, 500), _ => Assert.Null(Arrive(book, Plain, One, Noon).Refusal));
        for (var times = 0; times < 3; times++)
        {
            Arrive(book, Blocking, One, Noon);
        }

        Assert.NotNull(Arrive(book, Blocking, One, Noon).Refusal);
        Assert.Null(Arrive(book, Plain, One, Noon).Refusal);
    }

    [Fact]
    public void A_budget_that_passes_a_threshold_is_told_with_its_figures_also_where_alerts_are_off()
    {
        var book = _alarms.Book(new FakeTimeProvider(Noon));
        book.Follow(Rules("""{ "budget": { "alertWebhook": "https://hooks.example/a" } }"""));
        book.Crossed("daily", null, 80, 80, Money.FromUsd(40), Money.FromUsd(50), Noon.AddHours(12));
        book.Crossed("daily", null, 80, 82, Money.FromUsd(41), Money.FromUsd(50), Noon.AddHours(12));
        book.Crossed("daily", "agent x", 100, 100, Money.FromUsd(1), Money.FromUsd(1), Noon.AddHours(12));
        Assert.Equal(["Budget daily: 80 % is spent, $40.00 of $50.00. It begins anew at 2026-11-02 00:00 UTC.", "Budget daily of agent x: 100 % is spent, $1.00 of $1.00. It begins anew at 2026-11-02 00:00 UTC."], _alarms.Told.Select(alert => alert.Message));
        Assert.Equal([AlertTypes.BudgetThreshold, AlertTypes.BudgetBreach], _alarms.Told.Select(alert => alert.Type));
        Assert.Equal((AlarmActions.Log | AlarmActions.Header | AlarmActions.Webhook, 1, 500), _alarms.With);
    }

    [Fact]
    public void Calls_beyond_a_budget_are_told_once_within_the_cooldown_however_much_each_adds()
    {
        var book = _alarms.Book(new FakeTimeProvider(Noon));
        book.Crossed("daily tokens", null, 100, 40, default, default, null);
        book.Crossed("daily tokens", null, 100, 140, default, default, null);
        book.Crossed("daily tokens", null, 100, 240, default, default, null);
        var told = Assert.Single(_alarms.Told);
        Assert.Equal((AlertTypes.BudgetBreach, "Budget daily tokens: 40 % is spent. A call may go beyond it."), (told.Type, told.Message));
    }

    [Fact]
    public void A_restart_does_not_tell_again_what_was_told()
    {
        var first = _alarms.Book();
        first.Spent(Plain, One, Money.FromUsd(7), null, "c", Noon);
        var second = _alarms.Book();
        second.Remember(_alarms.Told);
        second.Spent(Plain, One, Money.FromUsd(7), null, "c", Noon.AddMinutes(1));
        Assert.Single(_alarms.Told);
    }

    private static AlarmWord Arrive(AlarmBook book, AlarmRules rules, WatchKeys keys, DateTimeOffset at, PromptSign? sign = null) => book.Arrived(rules, keys, sign ?? Sign, "c", at);
}
