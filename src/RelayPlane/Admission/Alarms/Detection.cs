using System.Globalization;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Alarms;

/// <summary>Finds what is unusual among calls: too many, too dear, too much at once, or the same again and again. Keeps little for each key, and of few keys; reads no clock. Whoever uses it holds the lock.</summary>
internal sealed class Detection(TimeSpan window)
{
    private const int MostKeys = 2048;
    private const int MostSigns = 4096;

    private readonly Recent<string, SlidingSum> _calls = new(MostKeys);
    private readonly Recent<string, SlidingSum> _spent = new(MostKeys);
    private readonly Recent<(string Key, ulong Sign), SlidingSum> _same = new(MostSigns);

    public TimeSpan Window => window;

    /// <summary>What is unusual about a call that has come.</summary>
    /// <param name="sign">What makes it the same as another; null where nothing does.</param>
    public IEnumerable<Finding> Arrived(AlarmRules rules, WatchKeys keys, PromptSign? sign, string call, DateTimeOffset at)
    {
        if (sign is { } same && rules.Repetition > 0)
        {
            // Whoever repeats whole prompts may call each a new session; a tool's result may well be the same in several.
            var counted = same.IsToolLoop ? keys.Narrow : keys.Broad;
            if (_same.GetOrAdd((counted, same.Hash), Sum).Add(at, 1) is var times && times >= rules.Repetition)
            {
                var what = same.IsToolLoop ? "The same tool call with the same result" : "The same request";
                yield return new Finding(AlertTypes.Repetition, "warning", keys.Narrow, $"{what} came {Number(times)} times within {Span} from {keys.Narrow}. It may be stuck in a loop.", new AlertData { Call = call, Calls = times, WindowSeconds = window.TotalSeconds });
            }
        }

        var told = false;
        foreach (var (key, isBroad) in Levels(keys))
        {
            var calls = _calls.GetOrAdd(key, Sum);
            var count = calls.Add(at, 1);
            if (rules.Velocity > 0 && !told && count >= Unusual.From(calls, rules.Velocity, rules.VelocityIsWritten, isBroad))
            {
                told = true;
                var usual = calls.Before().Largest;
                yield return new Finding(AlertTypes.Velocity, "warning", key, $"{Number(count)} calls within {Span} from {key}; {(usual > 0 ? $"the most before was {Number(usual)}" : "it has no calls before to compare with")}.", new AlertData { Call = call, Calls = count, UsualCalls = usual, WindowSeconds = window.TotalSeconds });
            }
        }
    }

    /// <summary>What is unusual about the cost of a call that has ended.</summary>
    public Finding? Spent(AlarmRules rules, WatchKeys keys, Money cost, string? model, string call, DateTimeOffset at)
    {
        if (rules.Explosion.NanoUsd <= 0 || cost.NanoUsd <= 0)
        {
            return null;
        }

        if (cost >= rules.Explosion)
        {
            // Told as such; it would only make what comes after look cheap.
            return new Finding(AlertTypes.TokenExplosion, "critical", keys.Narrow, $"One call{(model is null ? "" : $" to {model}")} from {keys.Narrow} cost {Dollars(cost)}; anomaly.tokenExplosionUsd is {Dollars(rules.Explosion)}.", new AlertData { Call = call, Model = model, Usd = cost.Usd, LimitUsd = rules.Explosion.Usd });
        }

        Finding? found = null;
        foreach (var (key, isBroad) in Levels(keys))
        {
            var spent = _spent.GetOrAdd(key, Sum);
            var sum = new Money(spent.Add(at, cost.NanoUsd));
            if (found is null && sum.NanoUsd >= Unusual.From(spent, rules.Explosion.NanoUsd, isWritten: false, isBroad))
            {
                var usual = new Money(spent.Before().Largest);
                found = new Finding(AlertTypes.CostAcceleration, "critical", key, $"{Dollars(sum)} within {Span} from {key}; {(usual.NanoUsd > 0 ? $"the most before was {Dollars(usual)}" : "it has spent nothing before to compare with")}.", new AlertData { Call = call, Model = model, Usd = sum.Usd, UsualUsd = usual.Usd, WindowSeconds = window.TotalSeconds });
            }
        }

        return found;
    }

    /// <summary>Cents from a dollar up, as exact as it is below: <c>$12.40</c>, <c>$0.0312</c>.</summary>
    public static string Dollars(Money money) => "$" + money.Usd.ToString(money.Usd >= 1 ? "#,0.00" : "0.00####", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Key, bool IsBroad)> Levels(WatchKeys keys) => keys.Narrow == keys.Broad ? [(keys.Narrow, false)] : [(keys.Narrow, false), (keys.Broad, true)];

    private string Span => window.TotalMinutes >= 1 ? $"{window.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} min" : $"{window.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";

    private SlidingSum Sum() => new(window);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
