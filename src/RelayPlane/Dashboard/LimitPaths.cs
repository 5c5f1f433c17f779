namespace RelayPlane.Dashboard;

/// <summary>What is known of providers' limits.</summary>
internal sealed class LimitPaths(Func<LimitsAnswer> limits)
{
    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/limits", "What is known of each key's limits, and who waits.", _ => ValueTask.FromResult(ApiReply.Json(limits(), LimitsJson.Default.LimitsAnswer)))
        {
            Reply = LimitsJson.Default.LimitsAnswer,
        },
    ];
}
