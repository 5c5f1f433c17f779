namespace RelayPlane.Dashboard.Settings;

/// <summary>
/// What the page may change: amounts, limits, names and patience. Who may call, where the gateway listens, where keys and alerts go and what is stored
/// is for whoever can write the file: a page that was tricked must not be able to send a key or a prompt elsewhere.
/// </summary>
internal static class EditableKeys
{
    /// <summary><c>*</c> stands for one name; what is beneath a path is meant too.</summary>
    private static readonly string[][] s_editable = [.. new[]
    {
        "budget", "limits", "routes", "routing", "aliases", "modelOverrides", "downgrade", "anomaly", "pacing", "reliability",
        "alerts.enabled", "alerts.cooldownMs", "alerts.maxHistory", "alerts.actions", "ledger.retentionDays", "ledger.maxSizeMb", "models.*.price", "models.*.limits",
    }.Select(path => path.Split('.'))];

    /// <returns>Why the page may not change this; null where it may.</returns>
    public static string? Problem(IReadOnlyList<string> path, string file)
    {
        var name = string.Join('.', path);
        if (SecretNames.IsSecret(path) || SecretNames.IsHook(path))
        {
            return $"{name} is not set from the page, as it is or holds a secret. Write \"env:NAME\" or \"file:PATH\" into {file}.";
        }

        // A section that is made or left empty says nothing.
        return path.Count > 0 && s_editable.Any(known => known.Zip(path).All(pair => pair.First == "*" || pair.First == pair.Second)) ? null : $"{name} is not changed from the page. Edit {file}.";
    }
}
