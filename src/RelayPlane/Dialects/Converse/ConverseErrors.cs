using System.Text;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Reads the error that ends a stream: Bedrock names it by its exception, and says it in a header or in the message's JSON.</summary>
internal static class ConverseErrors
{
    public static ProviderError Of(EventStreamFrame frame)
    {
        var error = ErrorReading.Of(0, frame.Payload, frame.ErrorType.IsEmpty ? null : Encoding.UTF8.GetString(frame.ErrorType));
        return frame.ErrorMessage is { IsEmpty: false } said ? error with { Message = Encoding.UTF8.GetString(said) } : error;
    }
}
