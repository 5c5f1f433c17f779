using System.Globalization;

namespace RelayPlane.Hosting;

/// <summary>
/// How many connections the system's bound on open files lets us take. Without it clients' connections take the descriptors that calls need upstream,
/// and a runtime that compiles as it goes aborts for want of one. So connections beyond are closed, and their clients try again.
/// </summary>
internal static class Descriptors
{
    /// <summary>For the runtime, the ledger and the connections that rest upstream.</summary>
    private const int Kept = 128;
    private const string Limits = "/proc/self/limits";

    /// <summary>Each call takes two: its client's and its provider's. Null where the system does not tell its bound, or has none.</summary>
    public static long? Connections => File.Exists(Limits) ? For(File.ReadLines(Limits)) : null;

    /// <param name="lines">As Linux writes them; the runtime has raised the soft limit to the hard one by now.</param>
    internal static long? For(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith("Max open files", StringComparison.Ordinal)
                && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..]
                && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
            {
                return Math.Max(16, (most - Kept) / 2);
            }
        }

        return null;
    }
}
