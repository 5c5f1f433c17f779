using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>Reads when a limit is full again, in the format of the provider's profile.</summary>
internal static class ResetText
{
    /// <param name="text">The header's value.</param>
    /// <param name="format">How to read it.</param>
    /// <param name="now">The provider's clock, for points in time.</param>
    /// <returns>From now; null where it cannot be read or has passed.</returns>
    public static TimeSpan? Read(string? text, ResetFormat format, DateTimeOffset now)
    {
        var found = text is null ? null : format switch
        {
            ResetFormat.Rfc3339 => Moment(text, now),
            ResetFormat.GoDuration => DurationText.Read(text),
            ResetFormat.Seconds => Number(text) is { } seconds ? DurationText.Seconds(seconds) : DurationText.Read(text),
            ResetFormat.EpochMilliseconds => Number(text) is { } milliseconds ? Since1970(milliseconds / 1000, now) : null,
            ResetFormat.EpochSeconds => Number(text) is { } epoch ? Since1970(epoch, now) : null,
            ResetFormat.Any => Any(text, now),
            _ => null,
        };
        return found < TimeSpan.Zero ? null : found;
    }

    public static TimeSpan? Since1970(double seconds, DateTimeOffset now) => DurationText.Seconds(seconds - (now.ToUnixTimeMilliseconds() / 1000d));

    // A number of seconds as large as this is a date after 2001, and one a thousand times larger is that in milliseconds.
    private static TimeSpan? Any(string text, DateTimeOffset now) => Number(text) switch
    {
        null => DurationText.Read(text) ?? Moment(text, now),
        > 1e12 and var milliseconds => Since1970(milliseconds / 1000, now),
        > 1e9 and var seconds => Since1970(seconds, now),
        { } seconds => DurationText.Seconds(seconds),
    };

    private static TimeSpan? Moment(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment - now : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
