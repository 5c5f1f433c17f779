using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;

namespace RelayPlane.Admission.Alarms;

/// <summary>An alert as it is posted: JSON with its own members, and with <c>text</c> and <c>content</c>, which Slack's and Discord's webhooks show. Pure.</summary>
internal static class AlertBody
{
    public static byte[] Of(Alert alert)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("source", "relayplane");
            json.WriteString("id", alert.Id);
            json.WriteString("type", alert.Type);
            json.WriteString("severity", alert.Severity);
            json.WriteString("message", alert.Message);
            json.WriteString("key", alert.Key);
            json.WriteString("at", alert.At);
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, alert.Data, AlertJson.Default.AlertData);
            json.WriteString("text", $"RelayPlane {alert.Severity}: {alert.Message}");
            json.WriteString("content", $"RelayPlane {alert.Severity}: {alert.Message}");
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The value of <c>x-relayplane-signature</c>: HMAC-SHA256 of the very bytes of the body.</summary>
    public static string Signature(string secret, byte[] body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
