using System.Text.Json;
using RelayPlane.Admission;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>Agents and their sums, and what they are called.</summary>
/// <param name="path">Of the database.</param>
/// <param name="alertsPath">Of the alerts.</param>
internal sealed class AgentPaths(string path, string alertsPath, AgentNames names, AgentRenaming renaming)
{
    private const int MostAgents = 1000;

    private readonly LedgerReader _ledger = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/agents", "Agents that called in a time, costliest first.", ask => new(List(ask))) { Parameters = ApiPath.Range, Reply = SessionsJson.Default.AgentsAnswer },
        new("POST", "/api/agents/rename", "Gives an agent a name; an empty one takes it back.", RenameAsync) { Body = SessionsJson.Default.RenameAsk },
    ];

    private ApiReply List(ApiAsk ask)
    {
        var query = new StatsQuery(ask.Since(), StatsGroup.Agent) { Until = ask.Until(), Zone = ask.Zone(), AgentName = names.Of, Limit = MostAgents };
        if (ask.Problem is { } problem)
        {
            return ApiReply.Wrong(problem);
        }

        Alert[] loops = [.. AlertFile.Read(alertsPath).Where(alert => alert.Type is AlertTypes.Repetition or AlertTypes.Velocity && alert.At >= query.Since && !(alert.At >= query.Until))];
        var rows = _ledger.Query(query).Rows.Where(row => row.Key.First.Length > 0);
        return ApiReply.Json(new AgentsAnswer([.. rows.Select(row => Row(row, loops))]), SessionsJson.Default.AgentsAnswer);
    }

    private AgentRow Row(StatsRow row, Alert[] loops)
    {
        var recorded = names.Recorded(row.Key.First);
        return AgentRow.Of(names.KeyOf(row.Key.First), row.Key.First, loops.Count(alert => recorded.Any(agent => IsOf(alert.Key, agent))), row.Tally);
    }

    /// <summary>Alerts say whom they are about: <c>agent NAME</c>, or <c>session ID, agent NAME</c>.</summary>
    private static bool IsOf(string alert, string agent) => alert == $"agent {agent}" || alert.EndsWith($", agent {agent}", StringComparison.Ordinal);

    private async ValueTask<ApiReply> RenameAsync(ApiAsk ask)
    {
        if (await ask.BodyAsync(SessionsJson.Default.RenameAsk) is not { } read)
        {
            return ApiReply.Wrong(ask.Problem!);
        }

        if (read.Key is not { Length: > 0 } key)
        {
            return ApiReply.Wrong("key says which agent: its key, or the name it has.");
        }

        var name = read.Name?.Trim() ?? "";
        if (name.Length > 0 && AgentRenaming.Problem(name) is { } problem)
        {
            return ApiReply.Wrong(problem);
        }

        try
        {
            _ = name.Length == 0 ? renaming.Forget(key) : renaming.Rename(key, name);
        }
        catch (Exception thrown) when (thrown is JsonException or IOException or UnauthorizedAccessException)
        {
            return ApiReply.Wrong($"The names of agents cannot be kept: {thrown.Message}", StatusCodes.Status500InternalServerError);
        }

        names.Renew();
        return ApiReply.Done;
    }
}
