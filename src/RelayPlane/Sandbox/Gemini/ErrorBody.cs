using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Sandbox.Gemini;

/// <summary>Google's error body; a rate limit says in <c>RetryInfo</c> when to come again.</summary>
internal static class ErrorBody
{
    public static void Write(Utf8JsonWriter json, Trouble trouble)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, trouble.Status);
        json.WriteString("message"u8, trouble.Message);
        json.WriteString("status"u8, Status(trouble.Status));
        if (trouble.Status == 429)
        {
            json.WriteStartArray("details"u8);
            json.WriteStartObject();
            json.WriteString("@type"u8, "type.googleapis.com/google.rpc.RetryInfo"u8);
            json.WriteString("retryDelay"u8, (trouble.RetryAfter ?? 1).ToString("0.##", CultureInfo.InvariantCulture) + "s");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Status(int status) => status switch
    {
        401 => "UNAUTHENTICATED"u8,
        403 => "PERMISSION_DENIED"u8,
        404 => "NOT_FOUND"u8,
        409 => "ABORTED"u8,
        429 => "RESOURCE_EXHAUSTED"u8,
        503 => "UNAVAILABLE"u8,
        504 => "DEADLINE_EXCEEDED"u8,
        >= 500 => "INTERNAL"u8,
        _ => "INVALID_ARGUMENT"u8,
    };
}
