using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Responses;

/// <summary>
/// Compares two JSON values strictly: objects whatever the order of their members, but with the very same members; numbers by value; strings, arrays
/// and all else exactly.
/// </summary>
internal static class Alike
{
    /// <returns>Where and how they differ; null where they do not.</returns>
    public static string? Difference(JsonElement one, JsonElement other, string at = "$")
    {
        if (one.ValueKind != other.ValueKind)
        {
            return $"{at}: {one.ValueKind} and {other.ValueKind}";
        }

        switch (one.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in one.EnumerateObject())
                {
                    if (!other.TryGetProperty(member.Name, out var its))
                    {
                        return $"{at}.{member.Name} is lost";
                    }

                    if (Difference(member.Value, its, $"{at}.{member.Name}") is { } found)
                    {
                        return found;
                    }
                }

                return other.EnumerateObject().Where(member => !one.TryGetProperty(member.Name, out _)).Select(member => $"{at}.{member.Name} is added").FirstOrDefault();
            case JsonValueKind.Array:
                if (one.GetArrayLength() != other.GetArrayLength())
                {
                    return $"{at}: {one.GetArrayLength()} and {other.GetArrayLength()} items";
                }

                return one.EnumerateArray().Zip(other.EnumerateArray()).Select((pair, i) => Difference(pair.First, pair.Second, $"{at}[{i}]")).FirstOrDefault(found => found is not null);
            case JsonValueKind.Number:
                return one.GetRawText() == other.GetRawText() || one.GetDouble().Equals(other.GetDouble()) ? null : $"{at}: {one} and {other}";
            case JsonValueKind.String:
                return one.GetString() == other.GetString() ? null : $"{at}: \"{one}\" and \"{other}\"";
            default:
                return null;
        }
    }
}
