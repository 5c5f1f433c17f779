using System.Collections.Frozen;

namespace RelayPlane.Admission;

/// <summary>The names that the user gave to agents, as a running gateway knows them: the file is looked at again at most twice a second.</summary>
internal sealed class AgentNames(string path, TimeProvider clock)
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private Known? _known;
    private volatile bool _changed;

    /// <summary>The name of an agent; its key where it has none.</summary>
    public string Of(string key) => Current().GetValueOrDefault(key, key);

    /// <summary>A key of the agent that has this name; the name itself where no key has it.</summary>
    public string KeyOf(string name) => Current() is var names && !names.ContainsKey(name)
        ? names.Where(pair => pair.Value == name).Select(pair => pair.Key).Order(StringComparer.Ordinal).FirstOrDefault(name)
        : name;

    /// <summary>All that calls of an agent may be recorded under: its keys, and the name that it has.</summary>
    /// <param name="word">A key or a name.</param>
    public IReadOnlyList<string> Recorded(string word)
    {
        var names = Current();
        var name = names.GetValueOrDefault(word, word);
        return [.. names.Keys.Append(name).Append(word).Distinct().Where(key => names.GetValueOrDefault(key, key) == name)];
    }

    /// <summary>Lets the file be looked at anew, as it was changed.</summary>
    public void Renew() => _changed = true;

    private FrozenDictionary<string, string> Current()
    {
        if (!_changed && _known is { } known && clock.GetElapsedTime(known.Looked) < s_again)
        {
            return known.Names;
        }

        // One looks; the others go on with what is known.
        if (!_gate.TryEnter())
        {
            return _known?.Names ?? FrozenDictionary<string, string>.Empty;
        }

        try
        {
            var changed = _changed;
            _changed = false;
            var written = File.GetLastWriteTimeUtc(path);
            var names = !changed && _known is { } before && before.Written == written ? before.Names : AgentNamesFile.Read(path).ToFrozenDictionary();
            _known = new Known(names, written, clock.GetTimestamp());
            return names;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            // A call is not lost for a name.
            _known = new Known(_known?.Names ?? FrozenDictionary<string, string>.Empty, default, clock.GetTimestamp());
            return _known.Names;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>What the file said.</summary>
    private sealed record Known(FrozenDictionary<string, string> Names, DateTime Written, long Looked);
}
