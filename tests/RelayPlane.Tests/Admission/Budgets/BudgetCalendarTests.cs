using RelayPlane.Admission.Budgets;
using Xunit;

namespace RelayPlane.Tests.Admission.Budgets;

public sealed class BudgetCalendarTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")] // 23 hours: clocks go forward.
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")] // 25 hours.
    [InlineData("America/New_York", "2026-11-24T03:00:00Z", "2026-11-23T05:00:00Z", "2026-11-24T05:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-24T18:31:00Z", "2026-11-24T18:30:00Z", "2026-11-25T18:30:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24T10:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z")] // There is no midnight that day.
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")] // Midnight is twice.
    public void A_day_is_from_midnight_to_midnight_of_its_zone(string zone, string now, string start, string end)
    {
        var calendar = Calendar(zone);
        Assert.Equal((At(start), At(end)), (calendar.Start(BudgetPeriod.Day, At(now))!.Value.ToUniversalTime(), calendar.End(BudgetPeriod.Day, At(now))!.Value.ToUniversalTime()));
    }

    [Theory]
    [InlineData(nameof(BudgetPeriod.Week), "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z")] // From Monday.
    [InlineData(nameof(BudgetPeriod.Month), "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData(nameof(BudgetPeriod.Hour), "2026-11-24T17:00:00Z", "2026-11-24T18:00:00Z")]
    public void Weeks_begin_on_Monday_and_months_on_the_first(string name, string start, string end)
    {
        var (calendar, now, period) = (Calendar("Europe/Berlin"), At("2026-11-24T17:30:00Z"), Enum.Parse<BudgetPeriod>(name));
        Assert.Equal((At(start), At(end)), (calendar.Start(period, now)!.Value.ToUniversalTime(), calendar.End(period, now)!.Value.ToUniversalTime()));
    }

    [Fact]
    public void A_rolling_window_begins_with_the_whole_minute_that_it_cuts()
    {
        var calendar = new BudgetCalendar(TimeZoneInfo.Utc, true);
        Assert.Equal(At("2026-11-24T11:00:00Z"), calendar.Start(BudgetPeriod.Hour, At("2026-11-24T12:00:59Z")));
        Assert.Null(calendar.End(BudgetPeriod.Hour, At("2026-11-24T12:00:59Z")));
    }

    private static BudgetCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), false);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
