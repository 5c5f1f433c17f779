using System.Collections.Frozen;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Routing;

/// <summary>The targets to try for one call, in order, and why these.</summary>
internal sealed record Plan(IReadOnlyList<Target> Targets, string Reason)
{
    /// <summary>The name of the route that took the call; null for none.</summary>
    public string? Route { get; init; }

    /// <summary>What routing thought of the call; null where it had no say.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The ladder of models that the call may climb; null for none. Its first step is the first target.</summary>
    public Ladder? Ladder { get; init; }

    /// <summary>Whether routing sends the call elsewhere than where its name, or a route, would have it begin.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Whether no routing may move the call: its client has forbidden it or named a model in a header, it holds what only one provider has, or nobody else could take it.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Wherever the call may go: its targets, and the steps of its ladder.</summary>
    public IEnumerable<Target> Reach => Ladder is null ? Targets : Targets.Union(Ladder.Steps);

    /// <summary>How patiently at each of them.</summary>
    public TermsSheet Sheet { get; init; } = TermsSheet.Empty;

    /// <summary>How patiently as a whole: as at the first target.</summary>
    public Terms Terms
    {
        get => TermsOf(Targets[0]);
        init => Sheet = new TermsSheet(value, FrozenDictionary<string, Terms>.Empty);
    }

    /// <summary>How patiently at one of the targets.</summary>
    public Terms TermsOf(Target target) => Sheet.At(target.Provider.Name);
}
