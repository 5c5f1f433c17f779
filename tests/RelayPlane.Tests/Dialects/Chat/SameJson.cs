using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Chat;

/// <summary>Whether two JSON values mean the same: objects regardless of the order of members, arrays in order, numbers by value, strings to the letter.</summary>
internal static class SameJson
{
    /// <summary>Where and how they differ first; null where they do not.</summary>
    public static string? Difference(JsonElement expected, JsonElement actual, string path = "$")
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: {Short(expected)} became {Short(actual)}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => Members(expected, actual, path),
            JsonValueKind.Array => Items(expected, actual, path),
            JsonValueKind.Number => expected.GetDouble().Equals(actual.GetDouble()) ? null : $"{path}: {Short(expected)} became {Short(actual)}",
            JsonValueKind.String => expected.GetString() == actual.GetString() ? null : $"{path}: {Short(expected)} became {Short(actual)}",
            _ => null,
        };
    }

    private static string? Members(JsonElement expected, JsonElement actual, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var other))
            {
                return $"{path}.{member.Name}: {Short(member.Value)} is gone";
            }

            if (Difference(member.Value, other, $"{path}.{member.Name}") is { } difference)
            {
                return difference;
            }
        }

        foreach (var member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                return $"{path}.{member.Name}: {Short(member.Value)} was added";
            }
        }

        var twice = actual.EnumerateObject().GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : $"{path}.{twice.Key} is there twice";
    }

    private static string? Items(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: {expected.GetArrayLength()} items became {actual.GetArrayLength()}";
        }

        return expected.EnumerateArray().Zip(actual.EnumerateArray()).Select((pair, at) => Difference(pair.First, pair.Second, $"{path}[{at}]")).FirstOrDefault(difference => difference is not null);
    }

    private static string Short(JsonElement json) => json.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : json.GetRawText();
}
