namespace RelayPlane.Routing.Deciding;

/// <summary>The models of tiers that a config does not name, by the provider that there is a key for: RelayPlane's own table, with the models of today.</summary>
internal static class UsualTiers
{
    /// <summary>The first that has a key is taken.</summary>
    private static readonly (string Provider, string Simple, string Moderate, string Complex)[] s_rows =
    [
        ("anthropic", "claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-6"),
        ("openai", "gpt-5.4-mini", "gpt-5.4", "gpt-5.5"),
        ("google", "gemini-2.5-flash-lite", "gemini-2.5-flash", "gemini-2.5-pro"),
        ("xai", "grok-4-1-fast-reasoning", "grok-4.20", "grok-4.5"),
        ("deepseek", "deepseek-chat", "deepseek-chat", "deepseek-reasoner"),
        ("openrouter", "google/gemini-2.5-flash-lite", "google/gemini-2.5-flash", "anthropic/claude-sonnet-4.6"),
        ("groq", "llama-3.1-8b-instant", "openai/gpt-oss-120b", "openai/gpt-oss-120b"),
    ];

    /// <param name="home">The provider whose API the client speaks: taken where it has a key, and where nobody has.</param>
    /// <returns>Each as <c>provider/model</c>, from simple to complex.</returns>
    public static (string Simple, string Moderate, string Complex) Of(string home, IReadOnlySet<string> keyed)
    {
        var row = keyed.Contains(home) || !s_rows.Any(row => keyed.Contains(row.Provider))
            ? s_rows.First(row => row.Provider == home)
            : s_rows.First(row => keyed.Contains(row.Provider));
        return ($"{row.Provider}/{row.Simple}", $"{row.Provider}/{row.Moderate}", $"{row.Provider}/{row.Complex}");
    }
}
