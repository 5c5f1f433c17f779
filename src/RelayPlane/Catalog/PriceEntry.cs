namespace RelayPlane.Catalog;

/// <summary>The prices of a model for a time: since a day, or within hours of every day (UTC), or always.</summary>
/// <param name="From">The day since when it holds; null for always.</param>
/// <param name="Hours">The hours of the day in which it holds, the first included and the last not; null for all.</param>
/// <param name="Tariffs">By size of the input, smallest first. The first has no threshold; none where it is not tokens that are charged.</param>
internal sealed record PriceEntry(DateOnly? From, (TimeOnly From, TimeOnly To)? Hours, IReadOnlyList<Tariff> Tariffs)
{
    public bool IsActive(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return (From is not { } day || DateOnly.FromDateTime(utc) >= day) && (Hours is not var (from, to) || TimeOnly.FromDateTime(utc).IsBetween(from, to));
    }

    /// <summary>The one of the highest threshold that all input (cache included) exceeds; it holds for every token of the request.</summary>
    public Tariff? For(long totalInput)
    {
        Tariff? found = null;
        foreach (var tariff in Tariffs)
        {
            if (tariff.Above is not { } above || totalInput > above)
            {
                found = tariff;
            }
        }

        return found;
    }
}
