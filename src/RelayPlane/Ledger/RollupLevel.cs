namespace RelayPlane.Ledger;

/// <summary>One granularity of the rollups: what its rows are split by, and how long a period is. Periods are counted since 1970.</summary>
/// <param name="Code">In the database; never changed once released.</param>
/// <param name="Seconds">How long a period is.</param>
internal readonly record struct RollupLevel(int Code, int Seconds)
{
    private const int Hour = 3600;
    private const int Quarter = 900;

    /// <summary>Split by everything but session and tier, finest first. The longer ones serve long stretches: each is whole in the next.</summary>
    public static IReadOnlyList<RollupLevel> All { get; } = [new(0, Hour), new(1, 24 * Hour), new(2, 6 * 24 * Hour), new(3, 36 * 24 * Hour)];

    /// <summary>
    /// Split by tier, and by where attempts went and who asked: so that each of these and tier are summed over months from some thousand rows, and
    /// whatever has nothing to do with tiers is not split by them.
    /// </summary>
    public static IReadOnlyList<RollupLevel> WithTier { get; } = [new(4, Hour), new(5, 24 * Hour), new(6, 6 * 24 * Hour), new(7, 36 * 24 * Hour)];

    /// <summary>Split by one thing alone, finest first: from quarters of an hour, hours and quarters of a day, days of any time zone are put together.</summary>
    public static IReadOnlyList<RollupLevel> Of(RollupSplit split) => s_splits[(int)split];

    /// <summary>Of the table <c>deliveries</c>, which numbers them for itself, finest first. The finest is the same of all: there is little to gain.</summary>
    public static IReadOnlyList<RollupLevel> Of(DeliverySplit split) => s_deliveries[(int)split];

    /// <summary>Of the table <c>routings</c>, which numbers them for itself, finest first.</summary>
    public static IReadOnlyList<RollupLevel> Routings { get; } = [new(0, Quarter), new(1, Hour), new(2, 24 * Hour), new(3, 6 * 24 * Hour)];

    private static readonly RollupLevel[][] s_deliveries =
    [
        [new(0, Quarter), new(1, Hour), new(2, 6 * Hour)],
        [new(0, Quarter), new(4, Hour), new(3, 6 * Hour)],
        [new(0, Quarter), new(5, Hour), new(6, 6 * Hour)],
    ];

    private static readonly RollupLevel[][] s_splits =
        [.. Enum.GetValues<RollupSplit>().Select(split => (RollupLevel[])[new(20 + (int)split, Quarter), new(10 + (int)split, Hour), new(30 + (int)split, 6 * Hour)])];
}

/// <summary>What the rows of a level may be split by alone.</summary>
internal enum RollupSplit
{
    /// <summary>Endpoint, and whether in a session: the only one that counts calls that run no model.</summary>
    Endpoint,

    /// <summary>Provider and model.</summary>
    Model,
    Agent,
    Client,
    Route,
    Status,

    /// <summary>Of what routing thought of the call, and status.</summary>
    Tier,
}

/// <summary>What the rows of a level of deliveries are split by.</summary>
internal enum DeliverySplit
{
    /// <summary>Provider, model and route.</summary>
    TargetAndRoute,

    /// <summary>Provider and model: over long stretches there are far fewer rows.</summary>
    Target,
    Route,
}
