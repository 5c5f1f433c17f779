namespace RelayPlane.Admission;

/// <summary>Gives agents names and takes them away, alike for the CLI and the page.</summary>
/// <param name="path">Where the names are kept.</param>
internal sealed class AgentRenaming(string path)
{
    private const int Longest = 200;

    private readonly Lock _gate = new();

    /// <summary>What is wrong with a name; null for nothing.</summary>
    public static string? Problem(string name) => name.Trim().Length is 0 or > Longest ? $"A name has from 1 to {Longest} characters." : null;

    /// <param name="word">An agent's key, or the name it has.</param>
    /// <param name="name">One without a <see cref="Problem"/>.</param>
    /// <returns>The keys that have the name now.</returns>
    /// <exception cref="System.Text.Json.JsonException">The file cannot be read.</exception>
    public IReadOnlyList<string> Rename(string word, string name)
    {
        // Of two at once, neither is to forget the other.
        lock (_gate)
        {
            var wanted = name.Trim();
            var names = AgentNamesFile.Read(path);
            var keys = KeysOf(names, word);

            // Calls that were recorded under the name it had so far go with it.
            foreach (var known in keys.Append(word))
            {
                names[known] = wanted;
            }

            // Whoever had this name before it got another shares its calls from now on.
            names.Remove(wanted);
            AgentNamesFile.Write(path, names);
            return keys;
        }
    }

    /// <returns>The keys that had a name.</returns>
    /// <exception cref="System.Text.Json.JsonException">The file cannot be read.</exception>
    public IReadOnlyList<string> Forget(string word)
    {
        lock (_gate)
        {
            var names = AgentNamesFile.Read(path);
            var keys = KeysOf(names, word).Where(names.Remove).ToList();
            if (keys.Count > 0)
            {
                AgentNamesFile.Write(path, names);
            }

            return keys;
        }
    }

    /// <summary>All keys that bear a name, where it is one; else the word itself is the key.</summary>
    private static List<string> KeysOf(SortedDictionary<string, string> names, string word)
    {
        var bearing = names.Where(pair => pair.Value == word).Select(pair => pair.Key).ToList();
        return names.ContainsKey(word) || bearing.Count == 0 ? [word] : bearing;
    }
}
