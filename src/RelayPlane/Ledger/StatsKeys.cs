using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Ledger;

/// <summary>How the groups that were asked for are read from rollup keys and from calls, and put together to the key of a row.</summary>
internal sealed class StatsKeys(StatsQuery query)
{
    /// <summary>Two columns of <c>rollup_keys</c>; empty for what does not stand there.</summary>
    public string OfRollup { get; } = string.Join(", ", Two(query.By).Select(group => group switch
    {
        StatsGroup.Status => "CASE status WHEN 0 THEN '' ELSE CAST(status AS TEXT) END",
        StatsGroup.Day or StatsGroup.Session or null => "''",
        { } other => Column(other),
    }));

    /// <summary>Two columns of <c>calls c LEFT JOIN attempts a</c>.</summary>
    public string OfCall { get; } = string.Join(", ", Two(query.By).Select(group => group switch
    {
        StatsGroup.Model or StatsGroup.Provider => $"COALESCE(a.{Column(group.Value)}, '')",
        StatsGroup.Status => "COALESCE(CAST(NULLIF(c.status, 0) AS TEXT), '')",
        StatsGroup.Tier => $"COALESCE((SELECT {DecisionWords.TierOfColumn("tier")} FROM decisions WHERE call = c.seq), '')",
        StatsGroup.Day or StatsGroup.Session or null => "''",
        { } other => $"COALESCE(c.{Column(other)}, '')",
    }));

    public bool BySession { get; } = query.By.Contains(StatsGroup.Session);

    public StatsKey Of(string first, string second, string day, string session) =>
        new(Part(query.By[0], first, day, session), query.By.Count < 2 ? null : Part(query.By[1], second, day, session));

    private string Part(StatsGroup group, string own, string day, string session) => group switch
    {
        StatsGroup.Day => day,
        StatsGroup.Session => session,
        StatsGroup.Agent when own.Length > 0 => query.AgentName(own),
        _ => own,
    };

    private static IEnumerable<StatsGroup?> Two(IReadOnlyList<StatsGroup> by) => [by[0], by.Count < 2 ? null : by[1]];

    private static string Column(StatsGroup group) => group switch
    {
        StatsGroup.Model => "model",
        StatsGroup.Provider => "provider",
        StatsGroup.Agent => "agent",
        StatsGroup.Client => "client",
        StatsGroup.Tier => "tier",
        _ => "route",
    };
}
