using System.Text.Json;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>OpenAI's error body.</summary>
internal static class ErrorBody
{
    public static void Write(Utf8JsonWriter json, Trouble trouble)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, trouble.Message);
        json.WriteString("type"u8, trouble.Type ?? Type(trouble));
        json.WriteString("param"u8, trouble.Param);
        json.WriteString("code"u8, trouble.Code ?? Code(trouble.Status));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Type(Trouble trouble) =>
        trouble.Code is "insufficient_quota" ? "insufficient_quota"
        : trouble.Status switch
        {
            429 => "requests",
            503 => "service_unavailable_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        };

    private static string? Code(int status) => status switch
    {
        401 => "invalid_api_key",
        404 => "model_not_found",
        429 => "rate_limit_exceeded",
        503 => "server_is_overloaded",
        _ => null,
    };
}
