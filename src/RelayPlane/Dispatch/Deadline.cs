using System.Globalization;

namespace RelayPlane.Dispatch;

/// <summary>How long a client will wait for an answer, as its SDK announces it. Pure. Sources: the Stainless-generated SDKs' own code, System.ClientModel's default; see `ratelimits.md` §2.</summary>
internal static class Deadline
{
    /// <summary>Kept for the way back.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    /// <summary>.NET's OpenAI and Azure SDKs wait so long for the headers and say nothing of it.</summary>
    private static readonly TimeSpan DotNetSdk = TimeSpan.FromSeconds(100);

    /// <summary>What the client announced; null where it did not.</summary>
    public static TimeSpan? Announced(IHeaderDictionary headers) =>
        Seconds(headers["x-relayplane-deadline-ms"].ToString(), 0.001)
        ?? Seconds(headers["x-stainless-timeout"].ToString(), 1)
        ?? Seconds(headers["x-stainless-read-timeout"].ToString(), 1)
        ?? (headers.UserAgent.ToString() is var agent && agent.StartsWith("OpenAI/", StringComparison.Ordinal) && agent.Contains(".NET", StringComparison.Ordinal) ? DotNetSdk : null);

    /// <summary>How long a call may wait for its turn and be tried again.</summary>
    public static TimeSpan Of(IHeaderDictionary headers, TimeSpan longest) => OfClient(headers) is { } own && own < longest ? own : longest;

    /// <summary>When the client must be answered, if it is to be there still; null where it announced nothing. Of a patience of less than four seconds no two can be spared.</summary>
    public static TimeSpan? OfClient(IHeaderDictionary headers) =>
        Announced(headers) is { } announced ? announced - (Reserve < announced / 2 ? Reserve : announced / 2) : null;

    /// <summary>What is longer than a timer runs, 49 days, cannot be meant.</summary>
    private static TimeSpan? Seconds(string text, double unit) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 && number * unit < 4e6
            ? TimeSpan.FromSeconds(number * unit)
            : null;
}
