using System.Collections.Frozen;

namespace RelayPlane.Admission;

/// <summary>The names that the user gave to agents, as a running gateway knows them: the file is looked at again at most twice a second.</summary>
internal sealed class AgentNames(string path, TimeProvider clock)
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private Known? _known;

    /// <summary>The name of an agent; its key where it has none.</summary>
    public string Of(string key) => Current().GetValueOrDefault(key, key);

    private FrozenDictionary<string, string> Current()
    {
        if (_known is { } known && clock.GetElapsedTime(known.Looked) < s_again)
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
            var written = File.GetLastWriteTimeUtc(path);
            var names = _known is { } before && before.Written == written ? before.Names : AgentNamesFile.Read(path).ToFrozenDictionary();
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
