using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace RelayPlane.Upstream;

/// <summary>Turns what the HTTP stack throws into a value that says whose fault it was. Pure.</summary>
internal static class FaultReading
{
    public static UpstreamFault Of(Exception exception, Uri address, bool cancelled) => exception switch
    {
        _ when cancelled => new(FaultKind.Cancelled, "The client hung up."),
        HttpRequestException { InnerException: ConnectionResetException } or ConnectionResetException => new(FaultKind.Cancelled, "The client hung up."),
        HttpRequestException { InnerException: BadHttpRequestException } or BadHttpRequestException => new(FaultKind.BadUpload, "the request body broke off or is malformed"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(FaultKind.Dns, $"the host name {address.Host} could not be resolved"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(FaultKind.Tls, $"no secure connection to {address.Host} could be made"),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError } =>
            new(FaultKind.Malformed, $"{address.Authority} did not answer in proper HTTP"),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            new(FaultKind.Broken, $"{address.Authority} closed the connection without an answer"),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            new(FaultKind.Connect, $"{address.Authority} refused the connection"),
        HttpRequestException { InnerException: TimeoutException } or OperationCanceledException { InnerException: TimeoutException } =>
            new(FaultKind.Connect, $"no connection to {address.Authority} could be made in time"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new(FaultKind.Connect, $"{address.Authority} could not be reached"),
        TimeoutException or OperationCanceledException => new(FaultKind.TimedOut, $"{address.Authority} did not answer in time"),
        _ => new(FaultKind.Broken, $"the connection to {address.Authority} broke"),
    };
}
