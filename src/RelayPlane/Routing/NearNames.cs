using RelayPlane.Config;

namespace RelayPlane.Routing;

/// <summary>Up to three known names that a misspelt one may have meant. Pure.</summary>
internal static class NearNames
{
    private const int Most = 3;
    private const int Farthest = 4;

    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known) =>
        [.. known.Select(candidate => (Candidate: candidate, Distance: Nearest.Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Farthest)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Take(Most).Select(pair => pair.Candidate)];
}
