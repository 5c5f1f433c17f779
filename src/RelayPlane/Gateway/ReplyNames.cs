namespace RelayPlane.Gateway;

/// <summary>The headers that we add to replies.</summary>
internal static class ReplyNames
{
    public const string CallId = "x-relayplane-call-id";
    public const string Provider = "x-relayplane-provider";
    public const string RoutedModel = "x-relayplane-routed-model";
    public const string RequestedModel = "x-relayplane-requested-model";
    public const string Attempts = "x-relayplane-attempts";
    public const string Fallback = "x-relayplane-fallback";
    public const string Dropped = "x-relayplane-dropped";
    public const string Estimated = "x-relayplane-estimated";
    public const string Complexity = "x-relayplane-complexity";
    public const string Reason = "x-relayplane-reason";
    public const string QueueMs = "x-relayplane-queue-ms";

    /// <summary>Not ours: what both official SDKs obey before they look at the status.</summary>
    public const string ShouldRetry = "x-should-retry";
}
