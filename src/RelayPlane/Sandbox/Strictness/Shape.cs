using System.Text.Json;
using System.Text.RegularExpressions;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>Reads JSON whose shape is not to be trusted: what is absent or of another kind is nothing.</summary>
internal static partial class Shape
{
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The items of an array; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Member(name).Items();

    /// <summary>The names of members that are not among the known.</summary>
    public static IEnumerable<string> Unknown(this JsonElement element, IReadOnlySet<string> known) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)) : [];

    /// <summary>Whether a value is there that is not null.</summary>
    public static bool Has(this JsonElement element, string name) => element.Member(name) is { ValueKind: not JsonValueKind.Null };

    public static bool IsToolName(string? name, int longest) => name is not null && name.Length <= longest && Names().IsMatch(name);

    /// <summary>OpenAI's models that reason always, and so take no sampling parameters and no <c>max_tokens</c>.</summary>
    public static bool Reasons(string model) => Reasoners().IsMatch(model);

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Names();

    [GeneratedRegex("^(o[134]|gpt-5(?!-chat|\\.))")]
    private static partial Regex Reasoners();
}
