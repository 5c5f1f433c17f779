using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>limits</c>: how large one call may be, and what happens to a larger one.</summary>
internal sealed record LimitsConfig(
    long? MaxInputTokens = null, long? MaxOutputTokens = null, decimal? MaxCostUsd = null, LimitAction? Action = null, ModelName? RerouteTo = null);

/// <summary>What happens to a call that is over a limit.</summary>
internal enum LimitAction
{
    [JsonStringEnumMemberName("reject")]
    Reject,

    /// <summary>Its output limit is lowered.</summary>
    [JsonStringEnumMemberName("clamp")]
    Clamp,

    /// <summary>It goes to <see cref="LimitsConfig.RerouteTo"/>.</summary>
    [JsonStringEnumMemberName("reroute")]
    Reroute,
}
