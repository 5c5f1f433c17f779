namespace RelayPlane.Ledger.Pages;

/// <summary>A page of calls in the order in which they arrived, or the other way round.</summary>
internal static class ArrivedCalls
{
    public static FoundCalls Page(CallLook look, CallsAsk ask, CallRange range, int mostLooked, int mostSeeks)
    {
        var newest = ask.Sort is CallSort.Newest;
        var beyond = ask.After?.Last ?? (newest ? new(range.ToMs, 0) : new(range.FromMs, 0));
        var (fromMs, toMs) = newest ? (range.FromMs, Math.Min(range.ToMs, beyond.AtMs + 1)) : (Math.Max(range.FromMs, beyond.AtMs), range.ToMs);
        CallStretches stretches = new(look.Presence, fromMs, toMs, newest, mostSeeks);
        List<CallPlace> found = [];
        var looked = 0;
        foreach (var stretch in stretches.All())
        {
            foreach (var (place, rank) in look.In(stretch.FromMs, stretch.ToMs, beyond))
            {
                looked++;
                if (rank is not null)
                {
                    found.Add(place);
                }

                if (looked == mostLooked || found.Count == ask.Limit)
                {
                    return new(found, new(ask.Sort, place), At(place.AtMs), looked);
                }
            }
        }

        // The next page begins with the period at which this one stopped: its place is one that no call has, on the near side of all of that period.
        return stretches.StoppedMs is { } stopped
            ? new(found, new(ask.Sort, newest ? new(stopped - 1, long.MaxValue) : new(stopped, long.MinValue)), At(stopped), looked)
            : new(found, null, newest ? range.From : At(range.ToMs), looked);
    }

    public static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
