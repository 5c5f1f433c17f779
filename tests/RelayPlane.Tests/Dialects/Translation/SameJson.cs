using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>
/// Compares two JSON values strictly: objects whatever the order of their members, lists in order, numbers by value, texts to the letter. A member that is
/// absent is another than one that is null, unless <c>nullable</c> names it; what else a format documents as equal is made equal before.
/// </summary>
internal static class SameJson
{
    /// <param name="nullable">Members whose absence means null, by name.</param>
    /// <returns>Where they differ first, and in what; null where they are the same.</returns>
    public static string? Difference(JsonElement expected, JsonElement actual, params ReadOnlySpan<string> nullable) => At("$", expected, actual, nullable);

    private static string? At(string path, JsonElement expected, JsonElement actual, ReadOnlySpan<string> nullable)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: {Short(expected)} became {Short(actual)}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => Objects(path, expected, actual, nullable),
            JsonValueKind.Array => Lists(path, expected, actual, nullable),
            JsonValueKind.Number => Numbers(expected, actual) ? null : $"{path}: {Short(expected)} became {Short(actual)}",
            JsonValueKind.String => expected.GetString() == actual.GetString() ? null : $"{path}: {Short(expected)} became {Short(actual)}",
            _ => null,
        };
    }

    private static string? Objects(string path, JsonElement expected, JsonElement actual, ReadOnlySpan<string> nullable)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (actual.TryGetProperty(member.Name, out var other))
            {
                if (At($"{path}.{member.Name}", member.Value, other, nullable) is { } difference)
                {
                    return difference;
                }
            }
            else if (member.Value.ValueKind != JsonValueKind.Null || !nullable.Contains(member.Name))
            {
                return $"{path}.{member.Name}: {Short(member.Value)} is gone";
            }
        }

        foreach (var member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _) && (member.Value.ValueKind != JsonValueKind.Null || !nullable.Contains(member.Name)))
            {
                return $"{path}.{member.Name}: {Short(member.Value)} is new";
            }
        }

        return null;
    }

    private static string? Lists(string path, JsonElement expected, JsonElement actual, ReadOnlySpan<string> nullable)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: {expected.GetArrayLength()} items became {actual.GetArrayLength()}";
        }

        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            if (At($"{path}[{i}]", expected[i], actual[i], nullable) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static bool Numbers(JsonElement expected, JsonElement actual) =>
        decimal.TryParse(expected.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(actual.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
            ? one == other
            : expected.GetDouble().Equals(actual.GetDouble());

    private static string Short(JsonElement json) => json.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : json.GetRawText();
}
