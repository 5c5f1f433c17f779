namespace RelayPlane.Replay;

/// <summary>Counts calls that could not be replayed, by why. There may be as many reasons as models: beyond some they count together.</summary>
internal sealed class LeftOut
{
    private const int Most = 12;

    private readonly Dictionary<string, long> _calls = [];

    public void Add(string why)
    {
        var known = _calls.ContainsKey(why) || _calls.Count < Most ? why : "other reasons";
        _calls[known] = _calls.GetValueOrDefault(known) + 1;
    }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<(string Why, long Calls)> All => [.. _calls.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
}
