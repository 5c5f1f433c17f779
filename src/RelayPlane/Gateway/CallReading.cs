using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using RelayPlane.Admission;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>Reads a request into a call: whose API, which endpoint, who calls, what the body says.</summary>
internal static class CallReading
{
    /// <summary>Of a body that is not modelled.</summary>
    private const int LargestKept = 1024 * 1024;

    public static UrlMatch Match(HttpRequest request) =>
        UrlMap.Match(request.Method, RawPath(request.HttpContext), request.Headers.ContainsKey("anthropic-version"), request.Headers.ContainsKey("x-goog-api-key"));

    public static async ValueTask<CallRead> ReadAsync(HttpContext http, Doorman doorman, BodyShare share, string id, DateTimeOffset at)
    {
        var request = http.Request;
        var match = Match(request);
        var query = QueryKey.TakeFrom(request.QueryString.Value ?? string.Empty);
        if (!doorman.Recognise(Presented.In(request.Headers, query.Key)).TryGet(out var caller, out var refusal))
        {
            return new CallRead(refusal, match.Api, match.Endpoint, RequestFacts.None, null, 0, null);
        }

        var facts = RequestFacts.None with { Model = match.ModelInPath, Stream = match.Endpoint == Endpoint.StreamGenerateContent };
        var call = new Call(
            id, at, match.Api, match.Endpoint, request.Method, RawPath(http), query.Query, request.Headers, default, null, facts, caller.Credential);
        if (match.Endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model)
        {
            // A small body is kept, so that it can be sent again; a large one, or one of unknown length, goes up while it comes.
            if (HasBody(http) && request.ContentLength is not <= LargestKept)
            {
                return new CallRead(call with { Stream = request.Body }, match.Api, match.Endpoint, facts, caller.Name, request.ContentLength ?? 0, null);
            }

            var kept = HasBody(http) ? await BodyReading.ReadAsync(request, share, decode: false, http.RequestAborted) : default;
            var held = kept.Rented is null ? null : new BodyLease(kept.Rented, ArrayPool<byte>.Shared);
            OrRefusal<Call> whole = kept.Refusal is { } broken ? broken : call with { Body = kept.Bytes, Lease = held };
            return new CallRead(whole, match.Api, match.Endpoint, facts, caller.Name, kept.Bytes.Length, held);
        }

        var body = await BodyReading.ReadAsync(request, share, decode: true, http.RequestAborted);
        var lease = body.Rented is null ? null : new BodyLease(body.Rented, ArrayPool<byte>.Shared);
        var scanned = body.Refusal is { } unread ? unread : Scan(body, match);
        return scanned.TryGet(out var found, out refusal)
            ? new CallRead(call with { Body = body.Plain, Facts = found, Lease = lease }, match.Api, match.Endpoint, found, caller.Name, body.Bytes.Length, lease)
            : new CallRead(refusal, match.Api, match.Endpoint, facts, caller.Name, body.Bytes.Length, lease);
    }

    private static OrRefusal<RequestFacts> Scan(BodyRead body, UrlMatch match)
    {
        var scanned = RequestScan.Scan(body.Plain.Span, match.Endpoint);
        if (!scanned.TryGet(out var facts, out var refusal))
        {
            return refusal;
        }

        return match.ModelInPath is null ? facts : facts with { Model = match.ModelInPath, ModelValue = default, Stream = match.Endpoint == Endpoint.StreamGenerateContent };
    }

    private static bool HasBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    /// <summary>The path as the client spelt it: Kestrel's own is unescaped, and escapes must survive.</summary>
    private static string RawPath(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        if (!target.StartsWith('/'))
        {
            return http.Request.Path.ToUriComponent();
        }

        var end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target : target[..end];
    }
}
