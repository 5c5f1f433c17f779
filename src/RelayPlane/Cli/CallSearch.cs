using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>Finds the call that a person means.</summary>
/// <param name="Call">Null where none or several are meant.</param>
/// <param name="Trouble">Why there is no call, and what to do.</param>
internal sealed record CallSearch(CallEntry? Call, string? Trouble)
{
    private const int MostShown = 8;

    /// <param name="text">An id as replies carry it, the beginning of one, or <c>last</c>.</param>
    public static CallSearch Of(string text, CallsReader calls)
    {
        if (text.Equals("last", StringComparison.OrdinalIgnoreCase))
        {
            return calls.Last() is { } last ? new(last, null) : new(null, "No call has been recorded yet.");
        }

        // Ids are written small and without hyphens; rows from elsewhere keep theirs.
        var plain = text.Trim().Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return calls.Find(text) is { } exact ? new(exact, null) : Beginning(text.Trim(), calls) ?? Beginning(plain, calls) ?? None(text, plain, calls);
    }

    private static CallSearch? Beginning(string prefix, CallsReader calls)
    {
        var ids = prefix.Length == 0 ? [] : calls.Beginning(prefix, MostShown + 1);
        return ids.Count switch
        {
            0 => null,
            1 => new(calls.Find(ids[0]), null),
            _ => new(null, $"{(ids.Count > MostShown ? "Many" : ids.Count)} calls begin with '{CallWords.Clean(prefix)}'; give more of the id:{Listed(ids.Take(MostShown), calls)}{(ids.Count > MostShown ? "\n  …" : "")}"),
        };
    }

    private static CallSearch None(string text, string plain, CallsReader calls)
    {
        var near = calls.Near(plain, 2);
        var list = near.Count == 0 ? "" : $" The nearest in time are:{Listed(near, calls)}";
        return new(null, $"No call has the id '{CallWords.Clean(text)}'.{list}\nA reply carries its id in the header x-relayplane-call-id; relayplane tail shows the newest; relayplane call last explains the last.");
    }

    private static string Listed(IEnumerable<string> ids, CallsReader calls) =>
        string.Concat(ids.Select(id => $"\n  {CallWords.Clean(id)}{(calls.Find(id) is { } call ? $"  {call.At.UtcDateTime:u}  {CallWords.Who(call)}  {CallWords.Model(call)}" : "")}"));
}
