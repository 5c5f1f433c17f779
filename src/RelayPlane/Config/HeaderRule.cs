using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>A header that a route asks for.</summary>
/// <param name="Values">Any of which it must have; null where it need only be there.</param>
internal sealed record HeaderRule(string Name, IReadOnlyList<string>? Values)
{
    /// <summary>For people who wrote something else.</summary>
    public const string Form = "must be a header's name, or names with the values they must have";

    /// <returns>Null where it is neither a name nor names with values.</returns>
    public static IReadOnlyList<HeaderRule>? Read(JsonElement written)
    {
        if (written.ValueKind == JsonValueKind.String)
        {
            return written.GetString() is { Length: > 0 } name ? [new HeaderRule(name, null)] : null;
        }

        if (written.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var rules = new List<HeaderRule>();
        foreach (var member in written.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.True)
            {
                rules.Add(new HeaderRule(member.Name, null));
            }
            else if (member.Value.ValueKind == JsonValueKind.String)
            {
                rules.Add(new HeaderRule(member.Name, [member.Value.GetString()!]));
            }
            else if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            {
                rules.Add(new HeaderRule(member.Name, [.. member.Value.EnumerateArray().Select(item => item.GetString()!)]));
            }
            else
            {
                return null;
            }
        }

        return rules;
    }
}
