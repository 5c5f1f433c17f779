using System.Text.Json;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class TimeRuleTests
{
    // 2026-11-24 is a Tuesday.
    [Theory]
    [InlineData("\"22:00-06:00\"", "2026-11-24T22:00", true)]
    [InlineData("\"22:00-06:00\"", "2026-11-24T05:59", true)]
    [InlineData("\"22:00-06:00\"", "2026-11-24T06:00", false)]
    [InlineData("\"9:00 - 17:30\"", "2026-11-24T17:29", true)]
    [InlineData("\"09:00-17:30\"", "2026-11-24T17:30", false)]
    [InlineData("\"00:00-24:00\"", "2026-11-24T23:59", true)]
    [InlineData("""{ "from": "22:00", "to": "06:00", "days": ["mon"] }""", "2026-11-24T05:00", true)]
    [InlineData("""{ "from": "22:00", "to": "06:00", "days": ["mon"] }""", "2026-11-24T23:00", false)]
    [InlineData("""{ "days": ["tue", "Wednesday"] }""", "2026-11-24T12:00", true)]
    [InlineData("""{ "days": "sat" }""", "2026-11-24T12:00", false)]
    [InlineData("""{ "from": "12:00", "zone": "Asia/Tokyo" }""", "2026-11-24T03:00", true)]
    [InlineData("""{ "from": "12:00", "zone": "Asia/Tokyo" }""", "2026-11-24T16:00", false)]
    public void A_part_of_the_day_holds_from_its_beginning_until_before_its_end(string json, string at, bool holds) =>
        Assert.Equal(holds, Read(json)!.Holds(new DateTimeOffset(DateTime.Parse(at, null), TimeSpan.Zero), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("\"night\"")]
    [InlineData("\"22:00\"")]
    [InlineData("\"25:00-06:00\"")]
    [InlineData("\"24:00-06:00\"")]
    [InlineData("5")]
    [InlineData("""{ "from": 22 }""")]
    [InlineData("""{ "days": ["someday"] }""")]
    [InlineData("""{ "days": [] }""")]
    [InlineData("""{ "zone": "Middle/Earth" }""")]
    [InlineData("""{ "until": "06:00" }""")]
    public void What_is_no_time_is_none(string json) => Assert.Null(Read(json));

    private static TimeRule? Read(string json)
    {
        using var written = JsonDocument.Parse(json);
        return TimeRule.Read(written.RootElement);
    }
}
