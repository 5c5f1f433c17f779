using System.Globalization;

namespace RelayPlane.Sandbox.Limits;

/// <summary>Writes seconds as OpenAI's headers do: <c>12ms</c>, <c>1.5s</c>, <c>6m0s</c>.</summary>
internal static class GoDuration
{
    public static string Format(double seconds)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(0, seconds) * 1000);
        if (milliseconds < 1000)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
        }

        var (minutes, rest) = Math.DivRem(milliseconds, 60_000);
        var (hours, minute) = Math.DivRem(minutes, 60);
        var tail = string.Create(CultureInfo.InvariantCulture, $"{rest / 1000m:0.###}s");
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{minute}m{tail}")
            : minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{minute}m{tail}")
            : tail;
    }
}
