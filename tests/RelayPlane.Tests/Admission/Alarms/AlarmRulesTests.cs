using RelayPlane.Admission.Alarms;
using RelayPlane.Metering;
using RelayPlane.Tests.Config;
using Xunit;
using static RelayPlane.Tests.Admission.Alarms.Alarms;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class AlarmRulesTests
{
    [Fact]
    public void Without_a_word_in_the_config_nothing_is_watched_and_the_defaults_are_relayplanes()
    {
        var rules = AlarmRules.Default;
        Assert.False(rules.Watches);
        Assert.Equal((50L, 20L, new Money(5_000_000_000)), (rules.Velocity, rules.Repetition, rules.Explosion));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), 500), (rules.Window, rules.Cooldown, rules.Kept));
        Assert.False(rules.OnUnusual.HasFlag(AlarmActions.Block));
    }

    [Fact]
    public void Actions_of_anomalies_are_their_own_or_else_those_of_all_alerts()
    {
        var both = Rules("""{ "anomaly": { "actions": ["log", "block"] }, "alerts": { "actions": "webhook" } }""");
        Assert.Equal((AlarmActions.Log | AlarmActions.Block, AlarmActions.Webhook), (both.OnUnusual, both.OnCrossing));
        Assert.Equal(AlarmActions.Header, Rules("""{ "alerts": { "actions": ["header"] } }""").OnUnusual);
    }

    [Fact]
    public void A_webhook_is_used_once_alerts_are_on_and_budgets_have_one_of_their_own()
    {
        var notices = new List<string>();
        var config = Setup.Config("""{ "alerts": { "webhookUrl": "https://a.example/secret", "webhookSecret": "env:S" }, "budget": { "alertWebhook": "https://b.example" } }""");
        var off = AlarmRules.Of(config, _ => null, notices.Add);
        Assert.Empty(off.Hooks);
        Assert.Equal("b.example", Assert.Single(off.BudgetHooks).ToString());
        Assert.Equal(["alerts.webhookSecret (env:S) is not set, so webhooks are sent without a signature.", "alerts.webhookUrl is set, but nothing is sent there while alerts.enabled is not true."], notices);

        var on = AlarmRules.Of(config with { Alerts = config.Alerts! with { Enabled = true } }, _ => "s3cret", notices.Add);
        Assert.Equal(("s3cret", "a.example"), (Assert.Single(on.Hooks).Secret, on.Hooks[0].ToString()));
        Assert.Equal(2, on.BudgetHooks.Count);
        Assert.Equal(2, notices.Count);
    }

    [Theory]
    [InlineData("""{ "alerts": { "webhookUrl": "hooks.example" } }""", "alerts.webhookUrl (line 1) must be an absolute http:// or https:// URL without a user name")]
    [InlineData("""{ "budget": { "alertWebhook": "ftp://hooks.example" } }""", "budget.alertWebhook (line 1) must be an absolute http:// or https:// URL without a user name")]
    [InlineData("""{ "anomaly": { "actions": ["log", "shout"] } }""", "anomaly.actions (line 1) must be of \"log\", \"header\", \"webhook\" and \"block\"; number 2 is none of them")]
    public void What_cannot_be_meant_is_told(string config, string problem) => Assert.Equal([problem], Setup.Load(config).Problems);

    [Fact]
    public void Every_key_of_alarms_has_an_effect() => Assert.Empty(Setup.Load("""
        { "anomaly": { "enabled": true, "velocityThreshold": 50, "tokenExplosionUsd": 5, "repetitionThreshold": 20, "windowMs": 300000, "actions": "log" },
          "alerts": { "enabled": true, "webhookUrl": "", "webhookSecret": "env:S", "cooldownMs": 300000, "maxHistory": 500, "actions": ["log"] } }
        """).Notices);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(long.MaxValue, 604_800)]
    public void A_window_has_a_length_that_can_be_counted(long milliseconds, double seconds) =>
        Assert.Equal(seconds, Rules($$"""{ "anomaly": { "windowMs": {{milliseconds}} } }""").Window.TotalSeconds);
}
