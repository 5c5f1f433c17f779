namespace RelayPlane.Sandbox;

/// <summary>The models that the sandbox lists, and which names it answers to.</summary>
internal static class ModelShelf
{
    private static readonly string[] Families =
    [
        "claude-", "gpt-", "chatgpt-", "o1", "o3", "o4", "text-embedding-", "gemini-", "gemma-", "grok-", "deepseek-", "llama", "mistral", "sandbox",
        "fast", "smart", "small", "large", "echo",
    ];

    public static string[] Anthropic { get; } =
    [
        "claude-fable-5", "claude-opus-5", "claude-sonnet-5", "claude-opus-4-6", "claude-sonnet-4-6", "claude-sonnet-4-5", "claude-haiku-4-5", "claude-haiku-3-5",
    ];

    public static string[] OpenAI { get; } =
    [
        "gpt-5.6", "gpt-5", "gpt-5-mini", "gpt-4.1", "gpt-4o", "gpt-4o-mini", "o4-mini", "text-embedding-3-large", "text-embedding-3-small",
    ];

    public static string[] Gemini { get; } = ["gemini-3-pro", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-embedding-001"];

    public static bool Has(string model, bool any) =>
        !model.StartsWith("unknown", StringComparison.Ordinal) && !model.StartsWith("no-such", StringComparison.Ordinal)
        && (any || Array.Exists(Families, family => model.StartsWith(family, StringComparison.Ordinal)));
}
