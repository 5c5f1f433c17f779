using System.Text.Json;
using RelayPlane.Config;

namespace RelayPlane.Routing.Deciding;

/// <summary>Builds a call's ladder of <c>routing.cascade</c> and the models that it may climb.</summary>
internal static class LadderFrom
{
    /// <summary>What RelayPlane's cascade climbs for where it is not told.</summary>
    private const EscalateOn Usual = EscalateOn.Uncertainty;

    /// <param name="steps">From where the call begins.</param>
    /// <returns>Null where nothing could make the call climb.</returns>
    public static Ladder? From(CascadeConfig? config, IReadOnlyList<Target> steps)
    {
        if (config is null or { Enabled: false } || steps.Count < 2)
        {
            return null;
        }

        var on = config.EscalateOn is { } words ? words.Aggregate(EscalateOn.None, static (all, word) => all | (Trigger(word) ?? EscalateOn.None)) : Usual;
        var most = config.MaxEscalations ?? 1;
        return on == EscalateOn.None || most <= 0 ? null : new Ladder(steps, on, most, HoldsStreams(config.Streams));
    }

    /// <summary>Null for a word that is none of the config's.</summary>
    public static EscalateOn? Trigger(string? word) => word switch
    {
        "rate_limit" => EscalateOn.RateLimit,
        "error" => EscalateOn.Error,
        "overloaded" => EscalateOn.Overloaded,
        "timeout" => EscalateOn.Timeout,
        "uncertainty" => EscalateOn.Uncertainty,
        "refusal" => EscalateOn.Refusal,
        "truncated" => EscalateOn.Truncated,
        "bad_tool_call" => EscalateOn.BadToolCall,
        "invalid_json" => EscalateOn.InvalidJson,
        "empty" => EscalateOn.Empty,
        _ => null,
    };

    /// <summary><c>hold</c> or true, which is what holds where nothing is said; <c>skip</c> or false.</summary>
    private static bool HoldsStreams(JsonElement? streams) => streams switch
    {
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } word => word.GetString() != "skip",
        _ => true,
    };
}
