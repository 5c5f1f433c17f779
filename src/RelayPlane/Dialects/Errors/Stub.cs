using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Errors;

/// <summary>x.</summary>
internal static class ErrorReading
{
    public static ProviderError Of(int status, ReadOnlySpan<byte> body, string? type) => new(ErrorKind.Server, type ?? System.Text.Encoding.UTF8.GetString(body)) { Status = status };
}

/// <summary>x.</summary>
internal static class ProviderErrorBody
{
    public static (int Status, string ContentType, byte[] Body) Write(WireFormat client, ProviderError error, string provider, string? requestId, string callId) => (error.Status, client + provider + requestId + callId, []);

    public static byte[] InStream(WireFormat client, ProviderError error, string provider, string? requestId, string callId) => System.Text.Encoding.UTF8.GetBytes(client + error.Message + provider + requestId + callId);
}
