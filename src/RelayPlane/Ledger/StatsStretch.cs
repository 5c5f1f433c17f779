namespace RelayPlane.Ledger;

/// <summary>
/// A stretch of time, cut into whole periods, which rollups answer, and the broken ones at its ends, whose calls are read one by one. Where
/// those are deleted by now, a broken period counts whole if it is the one at the beginning, and not at all at the end: so stretches side by
/// side count it once. A broken period at the end counts whole as well where no call came after it: of the one that is under way there may be many.
/// </summary>
/// <param name="FromSeconds">The whole periods' beginning.</param>
/// <param name="ToSeconds">The whole periods' end; there are none where it is not beyond the beginning.</param>
/// <param name="Edges">The broken ones, in milliseconds.</param>
internal sealed record StatsStretch(long FromSeconds, long ToSeconds, IReadOnlyList<(long FromMs, long ToMs)> Edges)
{
    /// <param name="unit">How long a whole period is, in seconds.</param>
    /// <param name="deletedMs">Calls before this are deleted.</param>
    /// <param name="lastMs">When the last call arrived.</param>
    public static StatsStretch Cut(long fromMs, long toMs, int unit, long deletedMs, long lastMs)
    {
        long unitMs = unit * 1000L;
        long from = Floor(fromMs, unitMs);
        long to = Floor(toMs, unitMs);
        bool brokenFrom = from != fromMs && from >= deletedMs;
        bool brokenTo = to != toMs && to >= deletedMs;
        if (brokenTo && toMs > lastMs && fromMs < toMs)
        {
            to += unitMs;
            (toMs, brokenTo) = (to, false);
        }

        if (from == to && (brokenFrom || brokenTo))
        {
            return new(0, 0, fromMs < toMs ? [(fromMs, toMs)] : []);
        }

        List<(long, long)> edges = [];
        if (brokenFrom)
        {
            from += unitMs;
            edges.Add((fromMs, from));
        }

        if (brokenTo)
        {
            edges.Add((to, toMs));
        }

        return new(from / 1000, to / 1000, edges);
    }

    private static long Floor(long ms, long unit) => ms - (((ms % unit) + unit) % unit);
}
