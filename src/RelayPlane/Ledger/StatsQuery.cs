namespace RelayPlane.Ledger;

/// <summary>What <see cref="LedgerReader"/> is asked to sum.</summary>
/// <param name="Since">Calls that arrived at or after this.</param>
/// <param name="By">What makes a row.</param>
internal sealed record StatsQuery(DateTimeOffset Since, StatsGroup By);

/// <summary>What the rows of statistics stand for.</summary>
internal enum StatsGroup
{
    Model,
    Provider,

    /// <summary>UTC days.</summary>
    Day,

    /// <summary>The HTTP status that the client was sent.</summary>
    Status,
    Agent,
    Session,
}
