using System.Globalization;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Alarms;

/// <summary>What is known of calls for alarms, what was told of late, and who is refused for a while. Outlives any config. Nothing in it waits: what is told is told elsewhere, by <see cref="AlertPost"/>.</summary>
/// <param name="tell">Where alerts go; must not wait.</param>
internal sealed class AlarmBook(TellAlert tell, TimeProvider clock)
{
    private const int MostTold = 4096;

    private readonly Lock _lock = new();
    private readonly Recent<(string Type, string Key), DateTimeOffset> _told = new(MostTold);
    private readonly Recent<string, string> _owed = new(MostTold);
    private readonly Recent<string, (DateTimeOffset Until, string Why)> _refused = new(MostTold);
    private Detection _detection = new(AlarmRules.Default.Window);
    private AlarmRules _rules = AlarmRules.Default;

    /// <summary>Puts a config's rules in force.</summary>
    public void Follow(AlarmRules rules)
    {
        lock (_lock)
        {
            _rules = rules;
            if (_detection.Window != rules.Window)
            {
                _detection = new Detection(rules.Window);
            }
        }
    }

    /// <summary>Does not tell again what was told before a restart.</summary>
    public void Remember(IEnumerable<Alert> told)
    {
        lock (_lock)
        {
            foreach (var alert in told)
            {
                _told.Set((alert.Type, alert.Key), alert.At);
            }
        }
    }

    /// <summary>A call has come.</summary>
    public AlarmWord Arrived(AlarmRules rules, WatchKeys keys, PromptSign? sign, string call, DateTimeOffset at)
    {
        lock (_lock)
        {
            // What is refused does not count, or a loop that goes on would never be let in again.
            if (rules.OnUnusual.HasFlag(AlarmActions.Block) && Refused(keys, at) is { } since)
            {
                return new AlarmWord(null, since);
            }

            string? says = null;
            foreach (var finding in _detection.Arrived(rules, keys, sign, call, at))
            {
                says = Tell(rules, finding, at) ?? says;
            }

            if (_owed.TryGet(keys.Narrow, out var owed) && owed.Length > 0)
            {
                _owed.Set(keys.Narrow, string.Empty);
                says ??= owed;
            }

            var refusal = rules.OnUnusual.HasFlag(AlarmActions.Block) ? Refused(keys, at) : null;
            return new AlarmWord(rules.OnUnusual.HasFlag(AlarmActions.Header) ? says : null, refusal);
        }
    }

    /// <summary>A call has ended, at this cost.</summary>
    public void Spent(AlarmRules rules, WatchKeys keys, Money cost, string? model, string call, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (_detection.Spent(rules, keys, cost, model, call, at) is { } finding && Tell(rules, finding, at) is { } says)
            {
                // Its own reply is on its way already.
                _owed.Set(keys.Narrow, says);
            }
        }
    }

    /// <summary>A budget has passed one of its thresholds, or a call goes beyond it.</summary>
    /// <param name="scope">Whose it is; null for everyone's.</param>
    /// <param name="passed">The threshold in percent, by which it is told once; 100 for a call that goes beyond.</param>
    /// <param name="limit">Nothing for a budget of tokens.</param>
    public void Crossed(string budget, string? scope, double passed, double percent, Money spent, Money limit, DateTimeOffset? resetsAt)
    {
        var whose = scope is null ? budget : $"{budget} of {scope}";
        var share = percent.ToString("0.#", CultureInfo.InvariantCulture);
        var isOver = passed >= 100;
        var amounts = limit.NanoUsd > 0 ? $", {Detection.Dollars(spent)} of {Detection.Dollars(limit)}" : string.Empty;
        var beyond = isOver && percent < 100 ? " A call may go beyond it." : string.Empty;
        var message = $"Budget {whose}: {share} % is spent{amounts}.{beyond}{(resetsAt is { } anew ? $" It begins anew at {anew.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC." : string.Empty)}";
        var data = new AlertData { Budget = budget, Scope = scope, Percent = percent, Usd = spent.Usd, LimitUsd = limit.Usd, ResetsAt = resetsAt };
        var finding = new Finding(isOver ? AlertTypes.BudgetBreach : AlertTypes.BudgetThreshold, isOver ? "critical" : "warning", string.Create(CultureInfo.InvariantCulture, $"budget {whose} {passed} %"), message, data);
        lock (_lock)
        {
            var at = clock.GetUtcNow();
            if (IsNew(finding, at, _rules.Cooldown))
            {
                tell(Alert(finding, at), _rules.OnCrossing, _rules.BudgetHooks, _rules.Kept);
            }
        }
    }

    /// <returns>What the client is told; null where it was told already.</returns>
    private string? Tell(AlarmRules rules, Finding finding, DateTimeOffset at)
    {
        if (rules.OnUnusual.HasFlag(AlarmActions.Block) && !(_refused.TryGet(finding.Key, out var standing) && standing.Until > at))
        {
            _refused.Set(finding.Key, (at + rules.Window, finding.Message));
        }

        if (!IsNew(finding, at, rules.Cooldown))
        {
            return null;
        }

        tell(Alert(finding, at), rules.OnUnusual, rules.Hooks, rules.Kept);
        return $"{finding.Type}: {finding.Message}";
    }

    private string? Refused(WatchKeys keys, DateTimeOffset at)
    {
        foreach (var key in new[] { keys.Narrow, keys.Broad })
        {
            if (_refused.TryGet(key, out var standing) && standing.Until > at)
            {
                var wait = Math.Ceiling((standing.Until - at).TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
                return $"This gateway refuses calls from {key} for another {wait} s, as its config asks for (anomaly.actions: block). {standing.Why}";
            }
        }

        return null;
    }

    private bool IsNew(Finding finding, DateTimeOffset at, TimeSpan cooldown)
    {
        if (_told.TryGet((finding.Type, finding.Key), out var last) && at < last + cooldown)
        {
            return false;
        }

        _told.Set((finding.Type, finding.Key), at);
        return true;
    }

    private static Alert Alert(Finding finding, DateTimeOffset at) =>
        new(Guid.CreateVersion7(at).ToString("n"), finding.Type, finding.Severity, finding.Message, finding.Key, at, finding.Data);
}

/// <summary>What alarms say to a call that has come.</summary>
/// <param name="Says">For a header of its reply; null for nothing.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
internal readonly record struct AlarmWord(string? Says, string? Refusal);

/// <summary>Takes an alert to tell.</summary>
/// <param name="kept">How many the history keeps.</param>
internal delegate void TellAlert(Alert alert, AlarmActions actions, IReadOnlyList<WebhookTarget> hooks, int kept);
