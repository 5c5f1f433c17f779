using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Stats;

/// <summary>The sums over a group of calls, and nothing beside them.</summary>
internal sealed record TallyAnswer : TallySums
{
    public static TallyAnswer Of(Tally tally) => Fill(new TallyAnswer(), tally);

    public static double? Milliseconds(TimeSpan? duration) => duration is { } known ? Milliseconds(known) : null;

    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
