namespace RelayPlane.FunctionalTests.Clients;

/// <summary>Providers that speak one format only, as the config describes them.</summary>
internal static class OneFormat
{
    public static IReadOnlyList<string> Names { get; } = ["messages", "chat", "responses", "generate"];

    /// <param name="at">Where the sandbox is that stands for it.</param>
    /// <param name="behaviour">How the sandbox behaves for it, as <c>x-sandbox</c> says it.</param>
    public static string Provider(string format, string at, string? behaviour = null)
    {
        var headers = behaviour is null ? string.Empty : $$""", "headers": { "x-sandbox": "{{behaviour}}" }""";
        return format switch
        {
            "messages" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "auth": "x-api-key", "paths": { "messages": "/messages" }{{headers}} }""",
            "chat" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "paths": { "chatCompletions": "/chat/completions" }{{headers}} }""",
            "responses" => $$"""{ "baseUrl": "{{at}}/v1", "apiKey": "sandbox", "paths": { "responses": "/responses" }{{headers}} }""",
            _ => $$"""
                { "baseUrl": "{{at}}/v1beta", "apiKey": "sandbox", "auth": "x-goog-api-key", "paths": {
                    "generateContent": "/models/{model}:generateContent", "streamGenerateContent": "/models/{model}:streamGenerateContent" }{{headers}} }
                """,
        };
    }

    /// <summary>All four, as members of <c>providers</c>.</summary>
    public static string All(string at) => string.Join(", ", Names.Select(name => $"\"{name}\": {Provider(name, at)}"));
}
