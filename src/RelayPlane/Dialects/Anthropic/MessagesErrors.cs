using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The errors that come within a stream.</summary>
internal static class MessagesErrors
{
    /// <param name="said">The event's data: <c>{type: error, error: {type, message}}</c>.</param>
    public static ProviderError Read(JsonElement said)
    {
        var error = said.Get("error") ?? said;
        var type = error.Text("type");
        var message = error.ValueKind == JsonValueKind.String ? error.GetString() : error.Text("message");
        return new ProviderError(Kind(type, message), message ?? type ?? "The provider ended the reply with an error.", type);
    }

    /// <summary>Writes the whole object.</summary>
    public static void Write(Utf8JsonWriter json, ProviderError error)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, Word(error.Kind));
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ErrorKind Kind(string? type, string? message) => type switch
    {
        "invalid_request_error" when message?.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase) == true => ErrorKind.ContextLength,
        "invalid_request_error" => ErrorKind.InvalidRequest,
        "authentication_error" => ErrorKind.Authentication,
        "billing_error" => ErrorKind.Billing,
        "permission_error" => ErrorKind.Permission,
        "not_found_error" => ErrorKind.NotFound,
        "conflict_error" => ErrorKind.Conflict,
        "request_too_large" => ErrorKind.TooLarge,
        "rate_limit_error" => ErrorKind.RateLimit,
        "timeout_error" => ErrorKind.Timeout,
        "overloaded_error" => ErrorKind.Overloaded,
        _ => ErrorKind.Server,
    };

    private static string Word(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.ContextLength => "invalid_request_error",
        ErrorKind.Authentication => "authentication_error",
        ErrorKind.Billing => "billing_error",
        ErrorKind.Permission => "permission_error",
        ErrorKind.ModelNotFound or ErrorKind.NotFound => "not_found_error",
        ErrorKind.Conflict => "conflict_error",
        ErrorKind.TooLarge => "request_too_large",
        ErrorKind.RateLimit => "rate_limit_error",
        ErrorKind.Timeout => "timeout_error",
        ErrorKind.Overloaded => "overloaded_error",
        _ => "api_error",
    };
}
