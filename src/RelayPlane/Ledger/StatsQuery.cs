namespace RelayPlane.Ledger;

/// <summary>What <see cref="LedgerReader"/> is asked to sum.</summary>
/// <param name="Since">Calls that arrived at or after this.</param>
/// <param name="By">What makes a row: one or two.</param>
internal sealed record StatsQuery(DateTimeOffset Since, params IReadOnlyList<StatsGroup> By)
{
    /// <summary>Calls that arrived before this; null for all till now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whose days are meant.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What an agent is called, by what its calls were recorded under.</summary>
    public Func<string, string> AgentName { get; init; } = key => key;

    /// <summary>Whether it matters how long calls took.</summary>
    public bool Latency { get; init; } = true;

    /// <summary>The most rows, or for sessions the most sessions; what is beyond goes into one sum.</summary>
    public int Limit { get; init; } = 1000;
}

/// <summary>What the rows of statistics stand for.</summary>
internal enum StatsGroup
{
    Model,
    Provider,
    Day,

    /// <summary>The HTTP status that the client was sent.</summary>
    Status,
    Agent,
    Session,

    /// <summary>The gateway's own client key, or the user agent's product.</summary>
    Client,
    Route,

    /// <summary>How much model routing thought the call needs, whether it acted or not.</summary>
    Tier,
}
