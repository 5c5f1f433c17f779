namespace RelayPlane.Config;

/// <summary>What the schema cannot say of <c>alerts</c> and <c>anomaly</c>: addresses must be addresses, and actions are of a few names.</summary>
internal static class AlertChecks
{
    private static readonly string[] s_actions = ["log", "header", "webhook", "block"];

    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) =>
        Address("alerts.webhookUrl", config.Alerts?.WebhookUrl)
            .Concat(Address("budget.alertWebhook", config.Budget?.AlertWebhook))
            .Concat(Actions("alerts.actions", config.Alerts?.Actions))
            .Concat(Actions("anomaly.actions", config.Anomaly?.Actions));

    private static IEnumerable<(string Path, string Text)> Address(string path, string? written)
    {
        // The Node product's own dashboard writes an empty text for none.
        if (!string.IsNullOrWhiteSpace(written) && (!Uri.TryCreate(written.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0))
        {
            yield return (path, "must be an absolute http:// or https:// URL without a user name");
        }
    }

    private static IEnumerable<(string Path, string Text)> Actions(string path, StringList? actions) =>
        (actions ?? new StringList([])).Index()
            .Where(action => !s_actions.Contains(action.Item))
            .Select(action => (path, $"must be of \"log\", \"header\", \"webhook\" and \"block\"; number {action.Index + 1} is none of them"));
}
