using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>A part of the day, and of the week. One that ends before it begins goes over midnight, and belongs to the day on which it begins.</summary>
/// <param name="Days">On which days it begins; null for each.</param>
/// <param name="Zone">Whose time is meant; null for the gateway's own.</param>
internal sealed record TimeRule(TimeSpan From, TimeSpan To, IReadOnlySet<DayOfWeek>? Days, TimeZoneInfo? Zone)
{
    /// <summary>For people who wrote something else.</summary>
    public const string Form = "must be two times of the day such as \"22:00-06:00\", or { \"from\", \"to\", \"days\": [\"mon\"], \"zone\": \"Europe/Berlin\" }";

    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <param name="local">The zone that is meant where the rule names none.</param>
    public bool Holds(DateTimeOffset at, TimeZoneInfo local)
    {
        var there = TimeZoneInfo.ConvertTime(at, Zone ?? local);
        var time = there.TimeOfDay;
        if (From < To)
        {
            return time >= From && time < To && Begins(there.DayOfWeek);
        }

        return (time >= From && Begins(there.DayOfWeek)) || (time < To && Begins((DayOfWeek)(((int)there.DayOfWeek + 6) % 7)));
    }

    /// <returns>Null where it is neither form.</returns>
    public static TimeRule? Read(JsonElement written) => written.ValueKind switch
    {
        JsonValueKind.String => Between(written.GetString()!.Split('-')),
        JsonValueKind.Object => Object(written),
        _ => null,
    };

    private bool Begins(DayOfWeek day) => Days?.Contains(day) ?? true;

    private static TimeRule? Between(string[] ends) =>
        ends is [var first, var last] && Time(first) is { } from && Time(last) is { } to && from < s_day ? new TimeRule(from, to, null, null) : null;

    private static TimeRule? Object(JsonElement written)
    {
        var rule = new TimeRule(TimeSpan.Zero, s_day, null, null);
        foreach (var member in written.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
            var next = member.Name switch
            {
                "from" when Time(text) is { } from && from < s_day => rule with { From = from },
                "to" when Time(text) is { } to => rule with { To = to },
                "days" when DaysOf(member.Value) is { Count: > 0 } days => rule with { Days = days },
                "zone" when text is not null && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) => rule with { Zone = zone },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            rule = next;
        }

        return rule;
    }

    /// <summary>The end of the day is 24:00.</summary>
    private static TimeSpan? Time(string? text)
    {
        text = text?.Trim();
        return text == "24:00" ? s_day
            : TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
            : null;
    }

    private static HashSet<DayOfWeek>? DaysOf(JsonElement written)
    {
        var days = new HashSet<DayOfWeek>();
        var items = written.ValueKind == JsonValueKind.Array ? [.. written.EnumerateArray()] : new[] { written };
        foreach (var item in items)
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : string.Empty;
            var found = Enum.GetValues<DayOfWeek>().Where(day => text.Length >= 3 && day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found is not [var only])
            {
                return null;
            }

            days.Add(only);
        }

        return days;
    }
}
