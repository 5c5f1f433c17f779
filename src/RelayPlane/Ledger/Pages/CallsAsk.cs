namespace RelayPlane.Ledger.Pages;

/// <summary>Asks for a page of calls.</summary>
/// <param name="After">Where the page before ended; null for the first.</param>
internal sealed record CallsAsk(CallFilter Filter, CallSort Sort, int Limit, CallCursor? After = null);

/// <summary>What comes first.</summary>
internal enum CallSort
{
    /// <summary>By when calls arrived, and of one moment by when they were written.</summary>
    Newest,
    Oldest,

    /// <summary>The costliest; those whose cost is unknown come last.</summary>
    Cost,

    /// <summary>Those that took longest.</summary>
    Duration,
}

/// <summary>A page of calls.</summary>
/// <param name="Next">Where the next page begins; null at the end. Before the end a page may be short, or empty: one answer looks at a bounded number of calls.</param>
/// <param name="LookedTo">How far this page has looked; null where there are no calls.</param>
/// <param name="Looked">At how many calls.</param>
internal sealed record CallsPage(IReadOnlyList<CallEntry> Calls, CallCursor? Next, DateTimeOffset? LookedTo, int Looked)
{
    public static CallsPage Empty { get; } = new([], null, null, 0);
}
