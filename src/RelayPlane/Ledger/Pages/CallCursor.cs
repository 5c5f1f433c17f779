using System.Globalization;

namespace RelayPlane.Ledger.Pages;

/// <summary>A call's place in the order of arrival. It never changes, so that pages neither repeat nor miss a call while others are written.</summary>
internal readonly record struct CallPlace(long AtMs, long Seq) : IComparable<CallPlace>
{
    public int CompareTo(CallPlace other) => (AtMs, Seq).CompareTo((other.AtMs, other.Seq));
}

/// <summary>Where a page of calls ended, as text that whoever asks for the next one gives back.</summary>
/// <param name="Last">The last call that was looked at, or in an order by rank the last of the page.</param>
/// <param name="Window">In an order by rank: what is ranked, and the rank of the last.</param>
internal sealed record CallCursor(CallSort Sort, CallPlace Last, RankWindow? Window = null)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sort.ToString().ToLowerInvariant()}.{Last.AtMs}.{Last.Seq}{(Window is { } window ? $".{window.ToMs}.{window.From.AtMs}.{window.From.Seq}.{window.Rank}" : "")}");

    /// <summary>Null where it is no cursor of this order.</summary>
    public static CallCursor? Parse(string text, CallSort sort)
    {
        var parts = text.Split('.');
        var numbers = new long[parts.Length - 1];
        for (var part = 1; part < parts.Length; part++)
        {
            if (!long.TryParse(parts[part], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[part - 1]))
            {
                return null;
            }
        }

        // Whoever asks may have made it up.
        return (parts[0].Equals(sort.ToString(), StringComparison.OrdinalIgnoreCase), numbers) switch
        {
            (true, [var atMs, var seq]) when (sort is CallSort.Newest or CallSort.Oldest) && IsTime(atMs) => new(sort, new(atMs, seq)),
            (true, [var atMs, var seq, var toMs, var fromMs, var fromSeq, var rank]) when (sort is CallSort.Cost or CallSort.Duration) && IsTime(atMs) && IsTime(toMs) && IsTime(fromMs) =>
                new(sort, new(atMs, seq), new RankWindow(toMs, new(fromMs, fromSeq), rank)),
            _ => null,
        };
    }

    private static bool IsTime(long ms) => ms >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}

/// <summary>The calls among which pages by rank find theirs, the same for each page.</summary>
/// <param name="ToMs">They arrived before this.</param>
/// <param name="From">The first of them.</param>
/// <param name="Rank">Of the last call of the page before.</param>
internal sealed record RankWindow(long ToMs, CallPlace From, long Rank);
