using System.Text;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Reads the error that ends a stream: Bedrock names it by its exception, whose first letter is small there and large in headers.</summary>
internal static class ConverseErrors
{
    public static ProviderError Of(EventStreamFrame frame)
    {
        var name = Encoding.UTF8.GetString(frame.ErrorType);
        var message = frame.ErrorMessage is { IsEmpty: false } said ? Encoding.UTF8.GetString(said) : Message(frame.Payload);
        return new ProviderError(KindOf(name), message ?? (name.Length > 0 ? name : "The provider's stream failed."), name.Length > 0 ? name : null);
    }

    /// <param name="exception"><c>throttlingException</c> or <c>ThrottlingException</c>.</param>
    public static ErrorKind KindOf(string exception) => exception.ToLowerInvariant() switch
    {
        "throttlingexception" or "servicequotaexceededexception" => ErrorKind.RateLimit,
        "validationexception" => ErrorKind.InvalidRequest,
        "accessdeniedexception" => ErrorKind.Permission,
        "unrecognizedclientexception" or "expiredtokenexception" or "invalidsignatureexception" => ErrorKind.Authentication,
        "resourcenotfoundexception" => ErrorKind.ModelNotFound,
        "modelnotreadyexception" or "serviceunavailableexception" => ErrorKind.Overloaded,
        "modeltimeoutexception" => ErrorKind.Timeout,
        _ => ErrorKind.Server,
    };

    private static string? Message(ReadOnlySpan<byte> payload)
    {
        var message = JsonText.Member(payload, "message"u8) is { IsEmpty: false } small ? small : JsonText.Member(payload, "Message"u8);
        return JsonText.TryRead(message, out var text, int.MaxValue) && text.Length > 0 ? text : null;
    }
}
