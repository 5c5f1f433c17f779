using System.Collections.Frozen;

namespace RelayPlane.Dashboard.Pages;

/// <summary>Which paths are views of the page: the browser finds what they show, so each is answered with the same file.</summary>
internal static class PageViews
{
    /// <summary>The first part of each; what may follow is the view's own. None is the beginning of a path that models are called at.</summary>
    public static IReadOnlyList<string> First { get; } = ["calls", "latency", "providers", "agents", "sessions", "routes", "routing", "budgets", "alerts", "settings", "dashboard"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_first = First.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Has(string path)
    {
        var rest = path.AsSpan(1);
        var slash = rest.IndexOf('/');
        return rest.IsEmpty || s_first.Contains(slash < 0 ? rest : rest[..slash]);
    }
}
