namespace RelayPlane.Routing;

/// <summary>Up to three known names that a misspelt one may have meant. Pure.</summary>
internal static class NearNames
{
    private const int Most = 3;
    private const int Farthest = 4;

    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known) =>
        [.. known.Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(pair => pair.Distance <= Farthest)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Take(Most).Select(pair => pair.Candidate)];

    /// <summary>Levenshtein's distance, in one row.</summary>
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                var change = diagonal + (char.ToLowerInvariant(left[line - 1]) == char.ToLowerInvariant(right[column - 1]) ? 0 : 1);
                row[column] = Math.Min(change, Math.Min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
