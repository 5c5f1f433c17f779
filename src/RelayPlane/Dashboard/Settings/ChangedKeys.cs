using System.Text.Json;

namespace RelayPlane.Dashboard.Settings;

/// <summary>What differs between two configs, key by key, to the last. Pure.</summary>
internal static class ChangedKeys
{
    /// <returns>The path of each value that is another, new or gone; a list is one value.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Between(JsonElement before, JsonElement after)
    {
        var found = new List<IReadOnlyList<string>>();
        Walk(before, after, [], found);
        return found;
    }

    private static void Walk(JsonElement? before, JsonElement? after, string[] path, List<IReadOnlyList<string>> found)
    {
        if (before is { } one && after is { } other && JsonElement.DeepEquals(one, other))
        {
            return;
        }

        var names = Names(before).Union(Names(after)).ToList();
        if (names.Count == 0 || (before is { } was && was.ValueKind != JsonValueKind.Object) || (after is { } now && now.ValueKind != JsonValueKind.Object))
        {
            found.Add(path);
        }

        foreach (var name in names)
        {
            Walk(Member(before, name), Member(after, name), [.. path, name], found);
        }
    }

    private static IEnumerable<string> Names(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject().Select(member => member.Name) : [];

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;
}
