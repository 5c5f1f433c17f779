namespace RelayPlane.Config;

/// <summary>What a config names for simple, moderate and complex: <c>routing.complexity</c>, or else the ends of <c>routing.cascade</c>. Null where it names none.</summary>
internal sealed record WrittenTiers(string? Simple, string? Moderate, string? Complex)
{
    public static WrittenTiers Of(GatewayConfig config)
    {
        var (tiers, ladder) = (config.Routing?.Complexity, config.Routing?.Cascade?.Models ?? []);
        return new WrittenTiers(
            tiers?.Simple?.Text ?? (ladder is [{ Text: var first }, ..] ? first : null),
            tiers?.Moderate?.Text,
            tiers?.Complex?.Text ?? (ladder is [.., { Text: var last }] ? last : null));
    }

    /// <summary>What one of our own words stands for.</summary>
    public string? this[string word] => word switch
    {
        "auto" => Moderate,
        "quality" => Complex,
        _ => Simple,
    };
}
