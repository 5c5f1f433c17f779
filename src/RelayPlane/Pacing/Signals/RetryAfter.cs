using System.Globalization;
using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>Reads <c>retry-after</c> and its kin. What is not positive says nothing; what is large stays large, for the caller to judge.</summary>
internal static class RetryAfter
{
    private static readonly string[] s_dates = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"];

    /// <summary>A count of milliseconds.</summary>
    public static TimeSpan? Milliseconds(string? text) => Number(text) is { } milliseconds ? Positive(DurationText.Seconds(milliseconds / 1000)) : null;

    /// <summary>Seconds, whole or not, or an HTTP date.</summary>
    /// <param name="now">The provider's clock (its <c>Date</c>), so that a clock of ours that is wrong does no harm.</param>
    public static TimeSpan? Read(string? text, DateTimeOffset now)
    {
        if (Number(text) is { } seconds)
        {
            return Positive(DurationText.Seconds(seconds));
        }

        return Date(text) is { } date ? Positive(DurationText.Seconds((date - now).TotalSeconds)) : Positive(text is null ? null : DurationText.Read(text));
    }

    /// <summary>An HTTP date in one of its three forms.</summary>
    public static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(text?.Trim(), s_dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static TimeSpan? Positive(TimeSpan? wait) => wait > TimeSpan.Zero ? wait : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
