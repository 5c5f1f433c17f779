using System.Globalization;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>One call explained for a person: who, where to and why, how long, and what it cost by which sum.</summary>
internal static class CallText
{
    /// <summary>Waits below this are the gateway's own work.</summary>
    private static readonly TimeSpan s_worthSaying = TimeSpan.FromMilliseconds(10);

    /// <param name="good">Whether its answer was good; null where nobody has said.</param>
    public static IEnumerable<string> Of(CallEntry call, TimeZoneInfo zone, bool? good = null)
    {
        yield return $"{CallWords.Clean(call.Id)}  {call.Method} {CallWords.Clean(call.Path)}{(call.Stream ? ", streamed" : "")}";
        yield return "";
        foreach (var (label, text) in Facts(call, zone, good))
        {
            yield return $"{label,-9} {text}";
        }

        foreach (var attempt in call.Attempts)
        {
            yield return "";
            foreach (var line in Attempt(call, attempt))
            {
                yield return line;
            }
        }

        if (call.Attempts.Count == 0)
        {
            yield return "";
            yield return "Nothing was sent to a provider.";
        }
    }

    private static IEnumerable<(string Label, string Text)> Facts(CallEntry call, TimeZoneInfo zone, bool? good)
    {
        yield return ("when", TimeZoneInfo.ConvertTime(call.At, zone).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture));
        yield return ("who", Who(call));
        yield return ("asked for", CallWords.Clean(call.ModelRequested ?? "no model"));
        foreach (var (label, text) in new[] { ("plan", call.Plan), ("route", call.Route), ("because", call.Reason), ("routing", DecisionText.Of(call.Decision)) })
        {
            if (text is { Length: > 0 })
            {
                yield return (label, CallWords.Clean(text));
            }
        }

        yield return ("ended", Ended(call));
        yield return ("took", Took(call));
        foreach (var (label, text) in new[] { ("error", call.Error), ("dropped", call.Dropped), ("budget", call.Budget), ("tags", call.Tags), ("answer", DecisionText.Of(good)) })
        {
            if (text is { Length: > 0 })
            {
                yield return (label, CallWords.Clean(text));
            }
        }

        yield return ("cost", Cost(CallCost.Of(call)));
    }

    private static string Who(CallEntry call)
    {
        var parts = new[]
        {
            call.Agent is { } agent ? $"agent {agent}{(call.ParentAgent is { } parent ? $", called by {parent}" : "")}" : null,
            call.Client is { } client ? $"client {client}" : null,
            call.Session is { } session ? $"session {session}" : null,
        };
        var known = string.Join(", ", parts.OfType<string>());
        return known.Length == 0 ? "nobody that said so" : CallWords.Clean(known);
    }

    private static string Ended(CallEntry call)
    {
        var status = call.Status is { } code ? $", status {code.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{Words.Of(call.Outcome)}{status}, {StatsText.Count(call.BytesIn)} bytes in, {StatsText.Count(call.BytesOut)} bytes out";
    }

    /// <summary>All of the time, by where it went: the queue, each attempt, and the pauses between them.</summary>
    private static string Took(CallEntry call)
    {
        var parts = new List<string>();
        if (call.Queue >= s_worthSaying || call.WaitedFor is not null)
        {
            parts.Add($"{StatsText.Duration(call.Queue)} in the queue{(call.WaitedFor is { } what ? $" for {CallWords.WaitedFor(what)}" : "")}");
        }

        if (call.Attempts.Count > 1)
        {
            var sending = call.Attempts.Aggregate(TimeSpan.Zero, (sum, attempt) => sum + attempt.Total);
            parts.Add($"{StatsText.Duration(sending)} in {call.Attempts.Count} attempts");
            if (call.Total - call.Queue - sending is var between && between >= s_worthSaying)
            {
                parts.Add($"{StatsText.Duration(between)} between them");
            }
        }

        var first = call.FirstByte is { } byteOne ? $", the first byte after {StatsText.Duration(byteOne)}" : "";
        return StatsText.Duration(call.Total) + first + (parts.Count == 0 ? "" : $"; {string.Join(", ", parts)}");
    }

    private static string Cost(CallCost cost) => cost switch
    {
        { Known: null, Unpriced: 0 } => "nothing",
        { Known: null } => "unpriced",
        { Known: { } known } => (cost.Estimated ? "about " : "") + SumText.Usd(known.Usd)
            + (cost.Unpriced > 0 ? $" and {cost.Unpriced} unpriced {(cost.Unpriced == 1 ? "attempt" : "attempts")}" : ""),
    };

    private static IEnumerable<string> Attempt(CallEntry call, AttemptEntry attempt)
    {
        var key = attempt.Key is { } label ? $", key {label}" : "";
        var status = attempt.Status is { } code ? $" {code.ToString(CultureInfo.InvariantCulture)}" : "";
        yield return CallWords.Clean($"Attempt {attempt.Number}: {attempt.Provider} {attempt.Model}{key} → {Words.Of(attempt.Verdict).Replace('_', ' ')}{status}");
        yield return "  " + Course(attempt);
        if (attempt.Error is { } error)
        {
            yield return $"  error {CallWords.Clean(error)}";
        }

        if (attempt.Escalated is { } cause)
        {
            yield return $"  then  a dearer model, because of {CallWords.Clean(cause.Replace('_', ' '))}";
        }

        yield return "  used  " + Used(attempt);
        foreach (var line in SumText.Of(call, attempt))
        {
            yield return "  " + line;
        }
    }

    private static string Course(AttemptEntry attempt)
    {
        var first = attempt.FirstByte is { } byteOne ? $"first byte after {StatsText.Duration(byteOne)}, " : "";
        var served = attempt.ModelReturned is { } model && model != attempt.Model ? $"; the provider says it was {model}" : "";
        var id = attempt.RequestId is { } request ? $"; request id {request}" : "";
        return CallWords.Clean($"time  {first}{StatsText.Duration(attempt.Total)} in all{served}{id}");
    }

    private static string Used(AttemptEntry attempt)
    {
        if (attempt.Usage is not { } usage)
        {
            return attempt.HasContent ? "something, but the provider did not say how much" : "nothing";
        }

        var parts = new (long Count, string Of)[]
        {
            (usage.Input, "input"), (usage.CacheRead, "cache read"), (usage.CacheWrite5m, "cache write (5 min)"), (usage.CacheWrite1h, "cache write (1 h)"), (usage.Output, "output"),
        };
        var part = new (long Count, string Of)[]
        {
            (usage.Reasoning, "reasoning"), (usage.InputAudio, "audio in"), (usage.CacheReadAudio, "cached audio"), (usage.OutputAudio, "audio out"),
        };
        var classes = string.Join(", ", parts.Where(one => one.Count > 0 || one.Of is "input" or "output").Select(one => $"{StatsText.Count(one.Count)} {one.Of}"));
        var within = string.Join(", ", part.Where(one => one.Count > 0).Select(one => $"{StatsText.Count(one.Count)} {one.Of}"));
        var searches = usage.WebSearches > 0 ? $", {StatsText.Count(usage.WebSearches)} web searches" : "";
        return $"{classes} tokens{(within.Length > 0 ? $" (of them {within})" : "")}{searches}{(attempt.Partial ? "; the reply was cut" : "")}";
    }
}
