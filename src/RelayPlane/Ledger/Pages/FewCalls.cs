namespace RelayPlane.Ledger.Pages;

/// <summary>A page of few calls, which are all known.</summary>
internal static class FewCalls
{
    public static FoundCalls Page(IReadOnlyList<LookedCall> calls, CallsAsk ask, CallRange range)
    {
        var matching = calls.Where(call => call.Rank is not null);
        var ordered = ask.Sort switch
        {
            CallSort.Newest => matching.OrderByDescending(call => call.Place),
            CallSort.Oldest => matching.OrderBy(call => call.Place),
            _ => matching.OrderByDescending(call => call.Rank).ThenByDescending(call => call.Place),
        };
        LookedCall[] rest = [.. ordered.Where(call => ask.After is not { } after || IsBeyond(call, after))];
        LookedCall[] page = [.. rest.Take(ask.Limit)];
        var next = page.Length == rest.Length ? null
            : new CallCursor(ask.Sort, page[^1].Place, ask.Sort is CallSort.Newest or CallSort.Oldest ? null : new(range.ToMs, new(range.FromMs, long.MinValue), page[^1].Rank!.Value));
        return new([.. page.Select(call => call.Place)], next, ask.Sort is CallSort.Oldest ? ArrivedCalls.At(range.ToMs) : range.From, calls.Count);
    }

    private static bool IsBeyond(LookedCall call, CallCursor after) => after switch
    {
        { Window: { } window } => (call.Rank!.Value, call.Place).CompareTo((window.Rank, after.Last)) < 0,
        { Sort: CallSort.Oldest } => call.Place.CompareTo(after.Last) > 0,
        _ => call.Place.CompareTo(after.Last) < 0,
    };
}
