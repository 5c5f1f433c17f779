using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>
/// Compares JSON strictly: objects whatever their members' order, arrays in order, numbers by value, text to the letter. Excepted, as Google takes both
/// for the same: a member's spelling with underscores; a content without a role, which is the user's; the role of the system instruction, which is
/// ignored; an object where a list of one may stand; the model in the body, where the path names it; an empty generationConfig.
/// </summary>
internal static class SameJson
{
    /// <summary>Null where they are the same; else the first place where they are not.</summary>
    public static string? Difference(JsonElement left, JsonElement right, string path = "$")
    {
        if (left.ValueKind != right.ValueKind)
        {
            return left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Array && right.GetArrayLength() == 1
                ? Difference(left, right[0], path)
                : $"{path}: {left.ValueKind} became {right.ValueKind}";
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => Objects(left, right, path),
            JsonValueKind.Array => Arrays(left, right, path),
            JsonValueKind.Number => Value(left) == Value(right) ? null : $"{path}: {left} became {right}",
            JsonValueKind.String => left.GetString() == right.GetString() ? null : $"{path}: text became other text",
            _ => null,
        };
    }

    private static string? Objects(JsonElement left, JsonElement right, string path)
    {
        var (before, after) = (Members(left, path), Members(right, path));
        foreach (var (name, value) in before)
        {
            if (!after.TryGetValue(name, out var its))
            {
                return $"{path}.{name}: lost";
            }

            if (Difference(value, its, $"{path}.{name}") is { } difference)
            {
                return difference;
            }
        }

        return after.Keys.FirstOrDefault(name => !before.ContainsKey(name)) is { } added ? $"{path}.{added}: added" : null;
    }

    private static string? Arrays(JsonElement left, JsonElement right, string path)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return $"{path}: {left.GetArrayLength()} items became {right.GetArrayLength()}";
        }

        for (var at = 0; at < left.GetArrayLength(); at++)
        {
            if (Difference(left[at], right[at], $"{path}[{at}]") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static Dictionary<string, JsonElement> Members(JsonElement json, string path)
    {
        var isSchema = path.Contains("properties", StringComparison.Ordinal) || path.Contains("args", StringComparison.Ordinal) || path.Contains(".response.", StringComparison.Ordinal);
        var all = new Dictionary<string, JsonElement>();
        foreach (var member in json.EnumerateObject())
        {
            var name = isSchema ? member.Name : Camel(member.Name);
            var excepted = (path == "$" && (name == "model" || (name == "generationConfig" && member.Value.GetPropertyCount() == 0)))
                || (path == "$.systemInstruction" && name == "role")
                || (path.StartsWith("$.contents[", StringComparison.Ordinal) && path.EndsWith(']') && name == "role" && member.Value.GetString() == "user");
            if (!excepted)
            {
                all[name] = member.Value;
            }
        }

        return all;
    }

    private static decimal Value(JsonElement number) => decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Camel(string name) =>
        string.Concat(name.Split('_').Select((piece, at) => at == 0 || piece.Length == 0 ? piece : char.ToUpperInvariant(piece[0]) + piece[1..]));
}
