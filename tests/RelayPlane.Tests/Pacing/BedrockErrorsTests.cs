using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class BedrockErrorsTests
{
    [Theory]
    [InlineData(403, "UnrecognizedClientException", "The security token included in the request is invalid.", SignalKind.KeyRejected)]
    [InlineData(403, "ExpiredTokenException:http://internal.amazon.com/coral/", "The security token included in the request is expired", SignalKind.KeyRejected)]
    [InlineData(429, "ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/", "Too many requests, please wait before trying again.", SignalKind.RateLimited)]
    [InlineData(400, "ServiceQuotaExceededException", "Too many tokens per day", SignalKind.Exhausted)]
    [InlineData(429, "ModelNotReadyException", "The model is not ready.", SignalKind.Overloaded)]
    [InlineData(503, "ServiceUnavailableException", "Bedrock is unable to process your request.", SignalKind.Overloaded)]
    [InlineData(408, "ModelTimeoutException", "The model took too long.", SignalKind.Faulted)]
    [InlineData(424, "ModelErrorException", "The model returned an error.", SignalKind.Faulted)]
    [InlineData(400, "ValidationException", "The provided model identifier is invalid.", SignalKind.ModelNotFound)]
    [InlineData(400, "ValidationException", "Input is too long for requested model.", SignalKind.ContextLength)]
    [InlineData(400, "ValidationException", "messages: text content blocks must be non-empty", SignalKind.Rejected)]
    internal void Each_exception_of_Bedrock_is_understood_by_its_header_and_words(int status, string exception, string message, SignalKind kind)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}""");
        var signal = SignalReader.Of(RateProfiles.Find("bedrock")!, status, name => name.Equals("x-amzn-errortype", StringComparison.OrdinalIgnoreCase) ? exception : null, body, DateTimeOffset.UnixEpoch);
        Assert.Equal((kind, message), (signal.Kind, signal.Message));
    }
}
