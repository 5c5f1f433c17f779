using RelayPlane.Admission;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>What <c>GET /api/session</c> says: its agents, each with its newest calls in order.</summary>
internal sealed record SessionAnswer(string Session, DateTime FirstAt, DateTime LastAt, TallyAnswer Total, IReadOnlyList<AgentBranch> Agents)
{
    /// <param name="newest">Its newest calls, the newest first.</param>
    public static SessionAnswer Of(SessionSum session, IReadOnlyList<CallEntry> newest, AgentNames names)
    {
        var byAgent = newest.ToLookup(call => call.Agent ?? "");
        var agents = session.Agents.Select(agent => (agent.Key, agent.Value)).Concat(byAgent.Select(calls => calls.Key).Except(session.Agents.Select(agent => agent.Key)).Select(name => (name, new Tally())));
        return new(
            session.Name, session.First.UtcDateTime, session.Last.UtcDateTime, TallyAnswer.Of(session.Total),
            [.. agents.Select(agent => AgentBranch.Of(agent.Item1, agent.Item2, [.. byAgent[agent.Item1]], names))]);
    }
}

/// <summary>An agent of a session.</summary>
/// <param name="Key">What tells it; empty for calls of no agent.</param>
/// <param name="Parent">The key of the agent that called it, as its newest calls say; null for none.</param>
/// <param name="Calls">The newest, in order.</param>
internal sealed record AgentBranch(string Key, string Name, string? Parent, TallyAnswer Total, IReadOnlyList<CallRow> Calls)
{
    public static AgentBranch Of(string name, Tally total, IReadOnlyList<CallEntry> newest, AgentNames names)
    {
        var parent = newest.Select(call => call.ParentAgent).FirstOrDefault(parent => parent is not null && parent != name);
        return new(
            name.Length == 0 ? "" : names.KeyOf(name), name, parent is null ? null : names.KeyOf(parent), TallyAnswer.Of(total), [.. newest.Reverse().Select(CallRow.Of)]);
    }
}
