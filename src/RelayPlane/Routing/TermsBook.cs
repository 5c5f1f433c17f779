using System.Collections.Frozen;

namespace RelayPlane.Routing;

/// <summary>The terms of every target, made once for each config. Mistakes that may fall back are told by the target where the call begins.</summary>
/// <param name="Usual">Where the first target's provider says nothing of its own.</param>
/// <param name="ByFirst">Provider of the first target → the terms of such a call.</param>
internal sealed record TermsBook(TermsSheet Usual, FrozenDictionary<string, TermsSheet> ByFirst)
{
    public static TermsBook Empty { get; } = new(TermsSheet.Empty, FrozenDictionary<string, TermsSheet>.Empty);

    public TermsSheet BeginningAt(string provider) => ByFirst.Count > 0 && ByFirst.TryGetValue(provider, out var own) ? own : Usual;

    public TermsBook Change(Func<Terms, Terms> change) =>
        new(Usual.Change(change), ByFirst.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Change(change)));
}

/// <summary>The terms of one call at each of its targets.</summary>
/// <param name="Else">At a provider that has no terms of its own.</param>
/// <param name="ByProvider">Those that have.</param>
internal sealed record TermsSheet(Terms Else, FrozenDictionary<string, Terms> ByProvider)
{
    public static TermsSheet Empty { get; } = new(Terms.Default, FrozenDictionary<string, Terms>.Empty);

    public Terms At(string provider) => ByProvider.Count > 0 && ByProvider.TryGetValue(provider, out var own) ? own : Else;

    public TermsSheet Change(Func<Terms, Terms> change) =>
        new(change(Else), ByProvider.ToFrozenDictionary(pair => pair.Key, pair => change(pair.Value)));
}
