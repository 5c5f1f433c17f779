using System.Globalization;

namespace RelayPlane.Ledger;

/// <summary>Says each call in one line as well as recording it, for <c>start --verbose</c>.</summary>
internal sealed class TellingLedger(ILedger inner, Action<string> tell) : ILedger
{
    public JournalSegment? Keep(CallEntry entry) => inner.Keep(entry);

    public void Record(CallEntry entry, JournalSegment? kept = null)
    {
        inner.Record(entry, kept);
        tell(Line(entry));
    }

    private static string Line(CallEntry entry)
    {
        var given = entry.Given;
        var target = given is null ? string.Empty : $" → {given.Provider} {given.Model}".TrimEnd();
        var usage = given?.Usage is { } tokens ? string.Create(CultureInfo.InvariantCulture, $", {tokens.TotalInput} in, {tokens.Output} out") : string.Empty;
        var status = entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "–";
        var error = entry.Error is null ? string.Empty : $": {entry.Error}";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.At:HH:mm:ss} {entry.Method} {entry.Path}{target} {status} {entry.Outcome} {entry.Total.TotalMilliseconds:0} ms{usage}{error}");
    }
}
