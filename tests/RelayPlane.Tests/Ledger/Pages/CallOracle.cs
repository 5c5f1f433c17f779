using RelayPlane.Ledger;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Tests.Ledger.Pages;

/// <summary>What pages of calls should hold, found the plain way: by looking at every call. A call's place is its index.</summary>
internal static class CallOracle
{
    public static IEnumerable<string> Ids(IReadOnlyList<CallEntry> calls, CallFilter filter, CallSort sort)
    {
        var beginning = filter.Text is { } text ? new[] { text, text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() }.FirstOrDefault(form => calls.Any(call => call.Id.StartsWith(form, StringComparison.Ordinal))) : null;
        var found = calls.Select((call, seq) => (Call: call, Seq: seq))
            .Where(one => Takes(one.Call, filter) && (beginning is not null || InHours(one.Call, filter.Sessions, calls)) && (filter.Text is null || (beginning is null ? Has(one.Call, filter.Text) : one.Call.Id.StartsWith(beginning, StringComparison.Ordinal))));
        var ordered = sort switch
        {
            CallSort.Oldest => found.OrderBy(one => one.Call.At).ThenBy(one => one.Seq),
            CallSort.Newest => found.OrderByDescending(one => one.Call.At).ThenByDescending(one => one.Seq),
            CallSort.Duration => found.OrderByDescending(one => one.Call.Total).ThenByDescending(one => one.Call.At).ThenByDescending(one => one.Seq),
            _ => found.OrderByDescending(one => Cost(one.Call) ?? -1).ThenByDescending(one => one.Call.At).ThenByDescending(one => one.Seq),
        };
        return ordered.Select(one => one.Call.Id);
    }

    private static bool Takes(CallEntry call, CallFilter filter) =>
        One(filter.Agents, call.Agent) && One(filter.Clients, call.Client) && One(filter.Routes, call.Route) && One(filter.Apis, call.Api)
        && One(filter.Sessions, call.Session)
        && (filter.Models.Count + filter.Providers.Count == 0 || call.Attempts.Any(attempt => One(filter.Models, attempt.Model) && One(filter.Providers, attempt.Provider)))
        && (filter.Statuses.Count == 0 || filter.Statuses.Any(span => call.Status >= span.From && call.Status <= span.To))
        && (filter.Outcomes.Count == 0 || filter.Outcomes.Contains(call.Outcome))
        && !(filter.LeastNano is { } least && !(Cost(call) >= least)) && !(filter.MostNano is { } most && !(Cost(call) <= most))
        && !(call.Total < filter.Shortest) && !(call.Total > filter.Longest) && !(call.At < filter.Since) && !(call.At >= filter.Until);

    /// <summary>A session's calls are looked for in the hours in which it, or another that was named, ran a model; anywhere, if one of them ran none, or if few ids begin with the text.</summary>
    private static bool InHours(CallEntry call, IReadOnlyList<string> sessions, IReadOnlyList<CallEntry> calls)
    {
        var running = calls.Where(one => One(sessions, one.Session) && Words.RunsModel(one.Endpoint)).ToList();
        return sessions.Count == 0 || sessions.Any(session => running.All(one => one.Session != session)) || running.Any(one => Hour(one) == Hour(call));
    }

    private static long Hour(CallEntry call) => call.At.ToUnixTimeSeconds() / 3600;

    private static long? Cost(CallEntry call) => CallCost.Of(call).Known?.NanoUsd;

    private static bool Has(CallEntry call, string text) =>
        new[] { call.Id, call.Session }.Concat(call.Attempts.Select(attempt => attempt.RequestId)).Any(id => id?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private static bool One(IReadOnlyList<string> names, string? name) => names.Count == 0 || (name is not null && names.Contains(name));
}
