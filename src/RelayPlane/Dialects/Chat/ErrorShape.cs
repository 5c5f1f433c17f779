using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Errors within a stream of Chat Completions: reads every provider's, writes OpenAI's.</summary>
internal static class ErrorShape
{
    /// <param name="body">The chunk, or the whole body, that has an <c>error</c> or is one.</param>
    public static ProviderError Read(JsonElement body)
    {
        var error = body.Get("error") ?? body;
        if (error.ValueKind == JsonValueKind.String)
        {
            // xAI and Ollama: a string, with the code beside it (bug B20).
            return Made(error.GetString()!, Word(body, "code"), null, 0);
        }

        var message = error.Text("message") ?? error.Get("message")?.GetRawText() ?? error.Text("detail") ?? error.GetRawText();
        var code = Word(error, "code");
        return Made(message, code, error.Text("type"), int.TryParse(code, out var status) ? status : 0) with { Param = error.Text("param") };
    }

    public static void Write(Utf8JsonWriter json, ProviderError error)
    {
        var (type, code) = Words(error.Kind);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, type);
        json.WriteString("param"u8, error.Param);
        json.WriteString("code"u8, code ?? error.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Word(JsonElement json, string name) => json.Text(name) ?? json.Get(name)?.GetRawText();

    private static ProviderError Made(string message, string? code, string? type, int status) =>
        new(Kind($"{code} {type}", message, status), message, code ?? type);

    private static ErrorKind Kind(string words, string message, int status) => status switch
    {
        400 or 422 => ErrorKind.InvalidRequest,
        401 => ErrorKind.Authentication,
        402 => ErrorKind.Billing,
        403 => ErrorKind.Permission,
        404 => ErrorKind.NotFound,
        408 or 504 => ErrorKind.Timeout,
        413 => ErrorKind.TooLarge,
        429 => ErrorKind.RateLimit,
        503 or 529 => ErrorKind.Overloaded,
        > 0 => ErrorKind.Server,
        _ when Has(words, "context_length") => ErrorKind.ContextLength,
        _ when Has(words, "insufficient_quota") || Has(words, "billing") => ErrorKind.Billing,
        _ when Has(words, "rate_limit") || Has(words, "too_many") => ErrorKind.RateLimit,
        _ when Has(words, "overload") || Has(words, "unavailable") || Has(message, "overloaded") || Has(message, "Timed out waiting") => ErrorKind.Overloaded,
        _ when Has(words, "timeout") => ErrorKind.Timeout,
        _ when Has(words, "model_not_found") => ErrorKind.ModelNotFound,
        _ when Has(words, "invalid_api_key") || Has(words, "authentication") => ErrorKind.Authentication,
        _ when Has(words, "invalid_request") || Has(words, "tool_use_failed") || Has(words, "BadRequest") => ErrorKind.InvalidRequest,
        _ => ErrorKind.Server,
    };

    private static bool Has(string words, string word) => words.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static (string Type, string? Code) Words(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.NotFound or ErrorKind.Conflict or ErrorKind.Permission => ("invalid_request_error", null),
        ErrorKind.ContextLength => ("invalid_request_error", "context_length_exceeded"),
        ErrorKind.ModelNotFound => ("invalid_request_error", "model_not_found"),
        ErrorKind.TooLarge => ("invalid_request_error", "request_too_large"),
        ErrorKind.Billing => ("insufficient_quota", "insufficient_quota"),
        ErrorKind.RateLimit => ("rate_limit_exceeded", "rate_limit_exceeded"),
        ErrorKind.Overloaded => ("service_unavailable_error", "overloaded"),
        ErrorKind.Timeout => ("server_error", "timeout"),
        _ => ("server_error", null),
    };
}
