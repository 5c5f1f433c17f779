namespace RelayPlane.Ledger.Pages;

/// <summary>A page of calls by rank, highest first, from a bounded window of the newest ones: its cursor says what the window is, so that each page ranks the same calls.</summary>
internal static class RankedCalls
{
    public static FoundCalls Page(CallLook look, CallsAsk ask, CallRange range, int mostLooked, int mostSeeks)
    {
        var before = ask.After?.Window;
        var toMs = Math.Min(range.ToMs, before?.ToMs ?? long.MaxValue);
        CallPlace from = before?.From ?? new(range.FromMs, long.MinValue);
        CallStretches stretches = new(look.Presence, Math.Max(range.FromMs, from.AtMs), toMs, descending: true, before is null ? mostSeeks : int.MaxValue);
        PriorityQueue<Ranked, Ranked> best = new();
        var looked = 0;
        foreach (var (place, rank) in stretches.All().SelectMany(stretch => look.In(stretch.FromMs, stretch.ToMs, new(toMs, 0))).TakeWhile(call => call.Place.CompareTo(from) >= 0))
        {
            looked++;
            if (rank is { } known && new Ranked(known, place) is var ranked && (before is null || ranked.CompareTo(new(before.Rank, ask.After!.Last)) < 0))
            {
                best.Enqueue(ranked, ranked);
                if (best.Count > ask.Limit)
                {
                    best.Dequeue();
                }
            }

            if (before is null && looked == mostLooked)
            {
                from = place;
                break;
            }
        }

        if (stretches.StoppedMs is { } stopped)
        {
            from = new(stopped, long.MinValue);
        }

        Ranked[] page = [.. best.UnorderedItems.Select(item => item.Element).OrderDescending()];
        var next = page.Length == ask.Limit ? new CallCursor(ask.Sort, page[^1].Place, new RankWindow(toMs, from, page[^1].Rank)) : null;
        return new([.. page.Select(call => call.Place)], next, ArrivedCalls.At(from.AtMs), looked);
    }

    /// <summary>Of calls of one rank the later is the higher.</summary>
    private readonly record struct Ranked(long Rank, CallPlace Place) : IComparable<Ranked>
    {
        public int CompareTo(Ranked other) => (Rank, Place).CompareTo((other.Rank, other.Place));
    }
}
