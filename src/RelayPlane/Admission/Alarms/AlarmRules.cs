using RelayPlane.Config;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Alarms;

/// <summary>What a config says of alarms, with RelayPlane's defaults. A threshold of 0 turns its alarm off.</summary>
internal sealed record AlarmRules
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    /// <summary>With no file at all: nothing is watched, and budgets are told of in the log.</summary>
    public static AlarmRules Default { get; } = Of(GatewayConfig.Default, static _ => null, static _ => { });

    /// <summary><c>anomaly.enabled</c>.</summary>
    public required bool Watches { get; init; }

    /// <summary>Calls in a window below which no rate is unusual.</summary>
    public required long Velocity { get; init; }

    /// <summary>Whether the config itself says the number, so that it is meant as it stands.</summary>
    public required bool VelocityIsWritten { get; init; }

    /// <summary>What one call may cost.</summary>
    public required Money Explosion { get; init; }

    /// <summary>How often the same request makes a loop.</summary>
    public required long Repetition { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>What unusual calls lead to.</summary>
    public required AlarmActions OnUnusual { get; init; }

    /// <summary>What a budget that passes a threshold leads to.</summary>
    public required AlarmActions OnCrossing { get; init; }

    /// <summary>How long nothing more is said of the same type and key.</summary>
    public required TimeSpan Cooldown { get; init; }

    /// <summary>How many alerts are kept.</summary>
    public required int Kept { get; init; }

    /// <summary>Where alerts go.</summary>
    public required IReadOnlyList<WebhookTarget> Hooks { get; init; }

    /// <summary>Where alerts of budgets go.</summary>
    public required IReadOnlyList<WebhookTarget> BudgetHooks { get; init; }

    public static AlarmRules Of(GatewayConfig config, Func<string, string?> environment, Action<string> notice)
    {
        var (anomaly, alerts) = (config.Anomaly, config.Alerts);
        var secret = alerts?.WebhookSecret?.Read(environment);
        if (alerts?.WebhookSecret is { } named && secret is null)
        {
            notice($"alerts.webhookSecret ({named}) is not set, so webhooks are sent without a signature.");
        }

        if (alerts is { WebhookUrl.Length: > 0, Enabled: not true })
        {
            notice("alerts.webhookUrl is set, but nothing is sent there while alerts.enabled is not true.");
        }

        var told = alerts?.Enabled is true ? Hook(alerts.WebhookUrl, secret) : null;
        return new AlarmRules
        {
            Watches = anomaly?.Enabled is true,
            Velocity = (long)Math.Ceiling(Math.Min(anomaly?.VelocityThreshold ?? 50, 1e9)),
            VelocityIsWritten = anomaly?.VelocityThreshold is not null,
            Explosion = Money.FromUsd(Math.Min(anomaly?.TokenExplosionUsd ?? 5m, 1_000_000m)),
            Repetition = anomaly?.RepetitionThreshold ?? 20,
            Window = Span(anomaly?.WindowMs, s_shortest),
            OnUnusual = Actions(anomaly?.Actions ?? alerts?.Actions),
            OnCrossing = Actions(alerts?.Actions),
            Cooldown = Span(alerts?.CooldownMs, TimeSpan.Zero),
            Kept = alerts?.MaxHistory ?? 500,
            Hooks = told is null ? [] : [told],
            BudgetHooks = [.. new[] { told, Hook(config.Budget?.AlertWebhook, secret) }.OfType<WebhookTarget>().DistinctBy(hook => hook.Address)],
        };
    }

    /// <summary>The targets that a test is sent to, whether or not alerts are on.</summary>
    public static IReadOnlyList<WebhookTarget> AllHooks(GatewayConfig config, Func<string, string?> environment)
    {
        var secret = config.Alerts?.WebhookSecret?.Read(environment);
        return [.. new[] { Hook(config.Alerts?.WebhookUrl, secret), Hook(config.Budget?.AlertWebhook, secret) }.OfType<WebhookTarget>().DistinctBy(hook => hook.Address)];
    }

    private static WebhookTarget? Hook(string? url, string? secret) => string.IsNullOrWhiteSpace(url) ? null : new WebhookTarget(new Uri(url.Trim()), secret);

    private static TimeSpan Span(long? milliseconds, TimeSpan least)
    {
        var span = TimeSpan.FromMilliseconds(Math.Min(milliseconds ?? 300_000, (long)s_longest.TotalMilliseconds));
        return span < least ? least : span;
    }

    private static AlarmActions Actions(StringList? names) =>
        names is null ? AlarmActions.Log | AlarmActions.Header | AlarmActions.Webhook : names.Aggregate(AlarmActions.None, (all, name) => all | Enum.Parse<AlarmActions>(name, ignoreCase: true));
}
