namespace RelayPlane.Admission.Budgets;

/// <summary>When budgets begin anew: by the calendar of a time zone, weeks on Monday, or as a window that rolls along. Pure.</summary>
/// <param name="zone">Whose hours, days, weeks and months they are.</param>
/// <param name="rolling">Whether a day is the last 24 hours instead, and a month the last 30 days.</param>
internal sealed class BudgetCalendar(TimeZoneInfo zone, bool rolling)
{
    public TimeZoneInfo Zone => zone;

    public bool Rolling => rolling;

    /// <summary>When the window began that this moment is in; null for periods without one.</summary>
    public DateTimeOffset? Start(BudgetPeriod period, DateTimeOffset now) => period switch
    {
        BudgetPeriod.Session or BudgetPeriod.Call => null,
        _ when rolling => Minute(now - Length(period)),
        BudgetPeriod.Hour => Hour(now),
        _ => Midnight(FirstDay(period, now)),
    };

    /// <summary>When the window ends by the calendar; null for a rolling one, of which nothing ends at once.</summary>
    public DateTimeOffset? End(BudgetPeriod period, DateTimeOffset now) => period switch
    {
        BudgetPeriod.Session or BudgetPeriod.Call => null,
        _ when rolling => null,
        BudgetPeriod.Hour => TimeZoneInfo.ConvertTime(Hour(now).AddHours(1), zone),
        BudgetPeriod.Day => Midnight(FirstDay(period, now).AddDays(1)),
        BudgetPeriod.Week => Midnight(FirstDay(period, now).AddDays(7)),
        _ => Midnight(FirstDay(period, now).AddMonths(1)),
    };

    public static TimeSpan Length(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Hour => TimeSpan.FromHours(1),
        BudgetPeriod.Day => TimeSpan.FromDays(1),
        BudgetPeriod.Week => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(30),
    };

    private DateTimeOffset Hour(DateTimeOffset now)
    {
        // By the offset of this moment, so that the hour that a clock shows twice is two hours.
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset);
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Offset);

    private DateOnly FirstDay(BudgetPeriod period, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return period switch
        {
            BudgetPeriod.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            BudgetPeriod.Month => new DateOnly(today.Year, today.Month, 1),
            _ => today,
        };
    }

    /// <summary>The first moment of a day. Where clocks jump over midnight the day begins later, where they show it twice with the first.</summary>
    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
