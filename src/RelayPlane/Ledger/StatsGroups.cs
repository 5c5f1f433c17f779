namespace RelayPlane.Ledger;

/// <summary>The names of what statistics are grouped by: <c>model</c>, <c>model,agent</c>.</summary>
internal static class StatsGroups
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<StatsGroup>().Select(Name)];

    public static string Name(StatsGroup group) => group.ToString().ToLowerInvariant();

    /// <summary>One or two different ones, comma-separated; null for anything else.</summary>
    public static StatsGroup[]? Parse(string text)
    {
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        int[] found = [.. words.Select(word => Names.ToList().IndexOf(word))];
        return words.Length is 1 or 2 && found.Distinct().Count() == words.Length && !found.Contains(-1)
            ? [.. found.Select(index => Enum.GetValues<StatsGroup>()[index])]
            : null;
    }
}
