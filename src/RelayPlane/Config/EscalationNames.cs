namespace RelayPlane.Config;

/// <summary>What may make a call climb, as <c>escalateOn</c> names it.</summary>
internal static class EscalationNames
{
    public static IReadOnlyList<string> All { get; } =
        ["rate_limit", "error", "overloaded", "timeout", "uncertainty", "refusal", "truncated", "bad_tool_call", "invalid_json", "empty"];
}
