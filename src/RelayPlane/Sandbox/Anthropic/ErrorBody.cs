using System.Text.Json;

namespace RelayPlane.Sandbox.Anthropic;

/// <summary>Anthropic's error body.</summary>
internal static class ErrorBody
{
    public static void Write(Utf8JsonWriter json, Trouble trouble, string? requestId)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, Type(trouble.Status));
        json.WriteString("message"u8, trouble.Message);
        if (trouble.Status == 429 && trouble.Code is { } code)
        {
            json.WriteStartObject("details"u8);
            json.WriteString("error_code"u8, code);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (requestId is not null)
        {
            json.WriteString("request_id"u8, requestId);
        }

        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Type(int status) => status switch
    {
        401 => "authentication_error"u8,
        402 => "billing_error"u8,
        403 => "permission_error"u8,
        404 => "not_found_error"u8,
        409 => "conflict_error"u8,
        413 => "request_too_large"u8,
        429 => "rate_limit_error"u8,
        504 => "timeout_error"u8,
        529 => "overloaded_error"u8,
        >= 500 => "api_error"u8,
        _ => "invalid_request_error"u8,
    };
}
