using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Google's error object: <c>{code, message, status}</c>.</summary>
internal static class GenerateErrors
{
    public static ProviderError Read(JsonElement error)
    {
        var code = (int)(error.Whole("code") ?? 0);
        var status = error.Text("status");
        var message = error.ValueKind == JsonValueKind.String ? error.GetString()! : error.Text("message") ?? "The provider answered with an error.";
        return new ProviderError(Kind(status, code, message), message, status) { Status = code };
    }

    public static void Write(Utf8JsonWriter json, ProviderError error)
    {
        var (code, status) = Terms(error.Kind);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", code);
        json.WriteString("message", error.Message);
        json.WriteString("status", status);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ErrorKind Kind(string? status, int code, string message) => status switch
    {
        "INVALID_ARGUMENT" or "FAILED_PRECONDITION" or "OUT_OF_RANGE" =>
            message.Contains("API key", StringComparison.OrdinalIgnoreCase) ? ErrorKind.Authentication
            : message.Contains("token count", StringComparison.OrdinalIgnoreCase) && message.Contains("exceeds", StringComparison.OrdinalIgnoreCase) ? ErrorKind.ContextLength
            : ErrorKind.InvalidRequest,
        "UNAUTHENTICATED" => ErrorKind.Authentication,
        "PERMISSION_DENIED" => ErrorKind.Permission,
        "NOT_FOUND" => ErrorKind.NotFound,
        "ABORTED" or "ALREADY_EXISTS" => ErrorKind.Conflict,
        "RESOURCE_EXHAUSTED" => ErrorKind.RateLimit,
        "UNAVAILABLE" => ErrorKind.Overloaded,
        "DEADLINE_EXCEEDED" => ErrorKind.Timeout,
        "INTERNAL" or "UNKNOWN" => ErrorKind.Server,
        _ => code switch
        {
            400 => ErrorKind.InvalidRequest,
            401 => ErrorKind.Authentication,
            403 => ErrorKind.Permission,
            404 => ErrorKind.NotFound,
            429 => ErrorKind.RateLimit,
            503 => ErrorKind.Overloaded,
            504 => ErrorKind.Timeout,
            _ => ErrorKind.Server,
        },
    };

    private static (int Code, string Status) Terms(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.ContextLength => (400, "INVALID_ARGUMENT"),
        ErrorKind.Authentication => (401, "UNAUTHENTICATED"),
        ErrorKind.Permission => (403, "PERMISSION_DENIED"),
        ErrorKind.ModelNotFound or ErrorKind.NotFound => (404, "NOT_FOUND"),
        ErrorKind.Conflict => (409, "ABORTED"),
        ErrorKind.TooLarge => (413, "INVALID_ARGUMENT"),
        ErrorKind.RateLimit or ErrorKind.Billing => (429, "RESOURCE_EXHAUSTED"),
        ErrorKind.Overloaded => (503, "UNAVAILABLE"),
        ErrorKind.Timeout => (504, "DEADLINE_EXCEEDED"),
        _ => (500, "INTERNAL"),
    };
}
