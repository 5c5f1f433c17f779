namespace RelayPlane.Ledger.Pages;

/// <summary>The stretches of a time, in order, that may hold a call that is asked for: the empty ones between them are jumped over.</summary>
/// <param name="descending">The latest first.</param>
/// <param name="mostSeeks">How often the rollups are looked at before it stops.</param>
internal sealed class CallStretches(CallPresence presence, long fromMs, long toMs, bool descending, int mostSeeks)
{
    /// <summary>Quarters of a day, hours, quarters of an hour: periods of the levels that are split by one thing.</summary>
    private static readonly int[] s_units = [.. RollupLevel.Of(RollupSplit.Model).Select(level => level.Seconds).OrderDescending()];

    private bool _moved;

    /// <summary>Where it stopped before the end, as it has looked often enough; null else.</summary>
    public long? StoppedMs { get; private set; }

    public IEnumerable<(long FromMs, long ToMs)> All()
    {
        if (fromMs >= toMs)
        {
            return [];
        }

        return presence.Tells
            ? In(Seconds(fromMs, up: false), Seconds(toMs, up: true), 0).Select(part => (Math.Max(part.From * 1000, fromMs), Math.Min(part.To * 1000, toMs))).Where(part => part.Item1 < part.Item2)
            : [(fromMs, toMs)];
    }

    private IEnumerable<(long From, long To)> In(long from, long to, int depth)
    {
        var unit = s_units[depth];
        var (first, last) = (PeriodSpan.Floor(from, unit), PeriodSpan.Ceiling(to, unit) - unit);
        for (var at = descending ? last : first; descending ? at >= first : at <= last; at += descending ? -unit : unit)
        {
            // Once at least one period is done, so that whoever goes on from there comes to an end.
            if (StoppedMs is null && _moved && presence.Seeks >= mostSeeks)
            {
                StoppedMs = (descending ? at + unit : at) * 1000;
            }

            if (StoppedMs is not null)
            {
                yield break;
            }

            if (!presence.MayHold(at, unit))
            {
                _moved = true;
                continue;
            }

            if (depth == s_units.Length - 1)
            {
                yield return (at, at + unit);
                _moved = true;
                continue;
            }

            foreach (var part in In(Math.Max(at, from), Math.Min(at + unit, to), depth + 1))
            {
                yield return part;
            }
        }
    }

    private static long Seconds(long ms, bool up) => (PeriodSpan.Floor(ms, 1000) / 1000) + (up && ms % 1000 != 0 ? 1 : 0);
}
