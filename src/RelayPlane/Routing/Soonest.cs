namespace RelayPlane.Routing;

/// <summary>Which of several targets answers soonest. Pure.</summary>
internal static class Soonest
{
    /// <summary>What is slower by less than this is about as quick: the next minute may show it the other way round.</summary>
    private const double AboutAsQuick = 1.2;

    /// <param name="targets">The cheapest first: of those that are about as quick it is taken.</param>
    /// <param name="time">How long one took to its first token these minutes; null where that is not known.</param>
    /// <returns>Null where nothing was measured.</returns>
    public static Target? Of(IEnumerable<Target> targets, Func<Target, TimeSpan?> time)
    {
        var measured = targets.Select(target => (Target: target, Time: time(target))).Where(one => one.Time is not null).ToArray();
        return measured.Length == 0 ? null : measured.First(one => one.Time <= measured.Min(other => other.Time) * AboutAsQuick).Target;
    }
}
