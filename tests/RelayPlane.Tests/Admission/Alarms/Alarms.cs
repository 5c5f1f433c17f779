using RelayPlane.Admission.Alarms;
using RelayPlane.Ledger;
using RelayPlane.Tests.Config;

namespace RelayPlane.Tests.Admission.Alarms;

/// <summary>Shorthand for rules, and a book that keeps what it tells.</summary>
internal sealed class Alarms
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly WatchKeys One = WatchKeys.Of("claude-cli", null, "one");

    public List<Alert> Told { get; } = [];

    /// <summary>What the last alert was told with.</summary>
    public (AlarmActions Actions, int Hooks, int Kept) With { get; private set; }

    public static AlarmRules Rules(string json) => AlarmRules.Of(Setup.Config(json), _ => null, _ => { });

    /// <summary>As with <c>anomaly.enabled</c> and nothing else.</summary>
    public static AlarmRules Plain { get; } = Rules("""{ "anomaly": { "enabled": true } }""");

    public AlarmBook Book(TimeProvider? clock = null) => new(
        (alert, actions, hooks, kept) =>
        {
            Told.Add(alert);
            With = (actions, hooks.Count, kept);
        },
        clock ?? TimeProvider.System);
}
