using System.Text.Json.Nodes;

namespace RelayPlane.Config;

/// <summary>Where in the schema a key of some name exists.</summary>
internal static class KnownKeys
{
    /// <summary>The path of the first such key, nearest to the top: <c>port</c> is <c>server.port</c>. Null where there is none.</summary>
    public static string? Find(JsonObject schema, string name)
    {
        var open = new Queue<(JsonObject Rules, string Path)>([(schema, "")]);
        while (open.TryDequeue(out var next))
        {
            foreach (var (key, rule) in next.Rules["properties"] as JsonObject ?? [])
            {
                var path = KeyLines.Join(next.Path, key);
                if (key == name)
                {
                    return path;
                }

                if (rule is JsonObject rules)
                {
                    open.Enqueue((rules, path));
                }
            }

            if (next.Rules["additionalProperties"] is JsonObject any)
            {
                open.Enqueue((any, KeyLines.Join(next.Path, "NAME")));
            }
        }

        return null;
    }
}
