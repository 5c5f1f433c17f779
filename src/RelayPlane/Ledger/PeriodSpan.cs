namespace RelayPlane.Ledger;

/// <summary>Consecutive periods of one level.</summary>
/// <param name="From">The first.</param>
/// <param name="To">After the last.</param>
internal readonly record struct PeriodSpan(RollupLevel Level, long From, long To)
{
    /// <summary>Puts a stretch together from as few periods as there can be. Its ends, in seconds since 1970, are ends of periods of the first level.</summary>
    /// <param name="levels">Finest first; each whole in the next.</param>
    public static IEnumerable<PeriodSpan> Cover(IReadOnlyList<RollupLevel> levels, long from, long to, int finest = 0)
    {
        if (from >= to)
        {
            yield break;
        }

        RollupLevel level = levels[finest];
        if (finest + 1 < levels.Count)
        {
            int coarse = levels[finest + 1].Seconds;
            long inner = Ceiling(from, coarse);
            long outer = Floor(to, coarse);
            if (inner < outer)
            {
                foreach (PeriodSpan span in Cover(levels, inner, outer, finest + 1))
                {
                    yield return span;
                }

                if (from < inner)
                {
                    yield return new(level, from / level.Seconds, inner / level.Seconds);
                }

                from = outer;
            }
        }

        if (from < to)
        {
            yield return new(level, Floor(from, level.Seconds) / level.Seconds, to / level.Seconds);
        }
    }

    public static long Floor(long seconds, int unit) => seconds - (((seconds % unit) + unit) % unit);

    public static long Ceiling(long seconds, int unit) => -Floor(-seconds, unit);
}
