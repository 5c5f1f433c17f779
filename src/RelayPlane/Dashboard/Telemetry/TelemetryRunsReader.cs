using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Telemetry;

/// <summary>Answers what the Node product listed: calls that run a model, the newest first. It looks back over a bounded number of them.</summary>
/// <param name="agentName">What an agent is called, by what its calls were recorded under.</param>
internal sealed class TelemetryRunsReader(CallsReader calls, LedgerReader ledger, Func<string, string> agentName)
{
    private const int MostRuns = 200;
    private const int MostLeftOut = 1000;
    private const int Page = 250;
    private const int MostPages = 8;

    public TelemetryRuns Read(ApiAsk ask)
    {
        var limit = ask.Count("limit", 50, MostRuns);
        var offset = ask.Text("offset") is null or "0" ? 0 : ask.Count("offset", 1, MostLeftOut);
        return new TelemetryRuns([.. Newest().Skip(offset).Take(limit).Select(RunOf)], new TelemetryPage(ledger.Query(new StatsQuery(DateTimeOffset.UnixEpoch, StatsGroup.Provider)).Total.Requests, limit, offset));
    }

    private IEnumerable<CallEntry> Newest()
    {
        var before = long.MaxValue;
        for (var page = 0; page < MostPages; page++)
        {
            var found = calls.Before(before, Page);
            foreach (var each in found.Where(each => Words.RunsModel(each.Call.Endpoint)))
            {
                yield return each.Call;
            }

            if (found.Count < Page)
            {
                yield break;
            }

            before = found[^1].Seq;
        }
    }

    private TelemetryRun RunOf(CallEntry call)
    {
        var given = call.Given;
        var usage = call.Attempts.Where(attempt => attempt.Usage is not null).Select(attempt => attempt.Usage!.Value).ToList();
        return new TelemetryRun(
            call.Id, call.Route ?? "direct", call.Outcome == Outcome.Answered ? "success" : "error", call.At, given?.Model, given?.Provider, given is null ? null : $"{given.Provider}/{given.Model}",
            call.ModelRequested, call.TaskType ?? "general", call.Decision?.Tier, CallCost.Of(call).Known?.Usd, (long)Math.Round(call.Total.TotalMilliseconds),
            usage.Sum(each => each.TotalInput), usage.Sum(each => each.Output), usage.Sum(each => each.CacheWrite5m + each.CacheWrite1h), usage.Sum(each => each.CacheRead),
            new Money(call.Attempts.Sum(attempt => (attempt.Savings.Cache ?? 0) + (attempt.Savings.Routing ?? 0))).Usd, call.Attempts.Any(attempt => attempt.Escalated is not null),
            call.Error, call.Status, call.Agent, call.Agent is { } agent ? agentName(agent) : null);
    }
}
