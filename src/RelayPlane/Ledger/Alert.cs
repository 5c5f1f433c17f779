using System.Text.Json.Serialization;

namespace RelayPlane.Ledger;

/// <summary>Something that the operator should know of: what it was, whom it concerns, and whether it was delivered.</summary>
/// <param name="Id">Unique; a receiver that has seen it needs no second.</param>
/// <param name="Type">One of <see cref="AlertTypes"/>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>critical</c>.</param>
/// <param name="Message">For a person, in one or two sentences.</param>
/// <param name="Key">Whom it concerns: a session, agent, client or budget. Of one type and key there is one alert per cooldown.</param>
/// <param name="Data">The figures behind the message.</param>
internal sealed record Alert(string Id, string Type, string Severity, string Message, string Key, DateTimeOffset At, AlertData Data)
{
    /// <summary>Whether every webhook took it; null where none was to.</summary>
    public bool? Delivered { get; init; }
}

/// <summary>The figures behind an alert; what does not apply is null.</summary>
internal sealed record AlertData
{
    /// <summary>The call that set it off.</summary>
    public string? Call { get; init; }

    public string? Model { get; init; }

    /// <summary>Calls within the window.</summary>
    public long? Calls { get; init; }

    /// <summary>The most calls in such a window before; 0 where none is known.</summary>
    public long? UsualCalls { get; init; }

    /// <summary>US dollars: of the call, of the window, or spent of the budget.</summary>
    public decimal? Usd { get; init; }

    /// <summary>The most US dollars in such a window before.</summary>
    public decimal? UsualUsd { get; init; }

    /// <summary>The limit in US dollars that was passed or is near.</summary>
    public decimal? LimitUsd { get; init; }

    public double? WindowSeconds { get; init; }

    public string? Budget { get; init; }

    /// <summary>Whose budget it is; null for everyone's.</summary>
    public string? Scope { get; init; }

    public double? Percent { get; init; }

    public DateTimeOffset? ResetsAt { get; init; }
}

/// <summary>The types of alerts. Those of unusual calls are named as the Node product names them.</summary>
internal static class AlertTypes
{
    public const string Velocity = "velocity";
    public const string TokenExplosion = "token_explosion";
    public const string Repetition = "repetition";
    public const string CostAcceleration = "cost_acceleration";
    public const string BudgetThreshold = "budget_threshold";
    public const string BudgetBreach = "budget_breach";
    public const string Test = "test";
}

/// <summary>Reads and writes alerts without reflection, one in a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(IReadOnlyList<Alert>))]
internal sealed partial class AlertJson : JsonSerializerContext;
