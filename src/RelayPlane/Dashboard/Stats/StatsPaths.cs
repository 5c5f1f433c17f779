using RelayPlane.Admission;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Stats;

/// <summary>Statistics by any one or two groups, as <c>relayplane stats</c> gives them.</summary>
/// <param name="path">Of the database.</param>
internal sealed class StatsPaths(string path, AgentNames names)
{
    private const int UsualRows = 1000;

    private readonly LedgerReader _ledger = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/stats", "Requests, tokens, cost and latency, by one or two groups.", ask => new(Answer(ask)))
        {
            Parameters =
            [
                new("by", $"One or two of {string.Join(", ", StatsGroups.Names)}, comma-separated; default model."),
                .. ApiPath.Range,
                new("limit", $"The most rows; the others are summed in one. Default and most {UsualRows}."),
            ],
            Reply = StatsJson.Default.StatsAnswer,
        },
    ];

    private ApiReply Answer(ApiAsk ask)
    {
        var word = ask.Text("by") ?? StatsGroups.Name(StatsGroup.Model);
        var by = StatsGroups.Parse(word);
        if (by is null)
        {
            ask.Refuse($"by is '{word}'; it may be one or two of {string.Join(", ", StatsGroups.Names)}.");
        }

        var query = new StatsQuery(ask.Since(), by ?? [StatsGroup.Model]) { Until = ask.Until(), Zone = ask.Zone(), AgentName = names.Of, Limit = ask.Count("limit", UsualRows, UsualRows) };
        return ask.Problem is { } problem ? ApiReply.Wrong(problem) : ApiReply.Json(StatsAnswer.Of(query, _ledger.Query(query)), StatsJson.Default.StatsAnswer);
    }
}
