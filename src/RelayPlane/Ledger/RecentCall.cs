using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>A call in a list of the newest, with its last attempt and what all its attempts cost.</summary>
internal sealed record RecentCall
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Endpoint { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? ModelRequested { get; init; }

    public string? Agent { get; init; }

    public string? Session { get; init; }

    public string? Client { get; init; }

    public int? Status { get; init; }

    public required string Outcome { get; init; }

    public string? Error { get; init; }

    public required TimeSpan Total { get; init; }

    public TimeSpan? FirstByte { get; init; }

    public required int Attempts { get; init; }

    public long? TokensIn { get; init; }

    public long? CacheRead { get; init; }

    public long? TokensOut { get; init; }

    /// <summary>Null where any of its runs is unpriced, or there was none.</summary>
    public Money? Cost { get; init; }
}
