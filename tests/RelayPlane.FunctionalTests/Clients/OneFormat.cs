namespace RelayPlane.FunctionalTests.Clients;

/// <summary>Providers that speak one format only, as the config describes them.</summary>
internal static class OneFormat
{
    public static IReadOnlyList<string> Names { get; } = ["messages", "chat", "responses", "generate"];

    /// <param name="at">Where the sandbox is that stands for it.</param>
    /// <param name="behaviour">How the sandbox behaves for it, as <c>x-sandbox</c> says it.</param>
    /// <param name="patience">How long its first token is waited for, in seconds; null for as long as usual.</param>
    public static string Provider(string format, string at, string? behaviour = null, double? patience = null)
    {
        var rest = (behaviour is null ? string.Empty : $$""", "headers": { "x-sandbox": "{{behaviour}}" }""")
            + (patience is null ? string.Empty : FormattableString.Invariant($$""", "timeouts": { "firstTokenSeconds": {{patience}} }"""));
        return format switch
        {
            "messages" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "auth": "x-api-key", "paths": { "messages": "/messages" }{{rest}} }""",
            "chat" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "paths": { "chatCompletions": "/chat/completions" }{{rest}} }""",
            "responses" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "paths": { "responses": "/responses" }{{rest}} }""",
            _ => $$"""
                { "baseUrl": "{{at}}/v1beta", "apiKey": "sandbox", "auth": "x-goog-api-key", "paths": {
                    "generateContent": "/models/{model}:generateContent", "streamGenerateContent": "/models/{model}:streamGenerateContent" }{{rest}} }
                """,
        };
    }

    /// <summary>All four, as members of <c>providers</c>.</summary>
    public static string All(string at) => string.Join(", ", Names.Select(name => $"\"{name}\": {Provider(name, at)}"));

    /// <summary>A model of the format that is cheap in the world.</summary>
    public static string Cheap(string format) => format switch
    {
        "messages" => "claude-haiku-4-5",
        "chat" => "gpt-4o-mini",
        "responses" => "gpt-5-mini",
        _ => "gemini-2.5-flash",
    };

    /// <summary>And one that is not.</summary>
    public static string Dear(string format) => format switch
    {
        "messages" => "claude-sonnet-4-5",
        "chat" => "gpt-4o",
        "responses" => "gpt-4.1",
        _ => "gemini-2.5-pro",
    };
}
