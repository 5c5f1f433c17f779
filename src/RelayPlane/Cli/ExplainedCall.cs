using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Gateway;
using RelayPlane.Routing;

namespace RelayPlane.Cli;

/// <summary>Makes of a request body that stands in a file the call that it would be.</summary>
internal static class ExplainedCall
{
    /// <param name="endpoint">The endpoint's name; empty where the body says it.</param>
    /// <param name="headers">As <c>name: value</c>.</param>
    public static OrRefusal<Call> Of(byte[] body, string endpoint, IReadOnlyList<string> headers, DateTimeOffset at)
    {
        var given = new HeaderDictionary();
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return new Refusal(RefusalKind.InvalidRequest, $"A header is written as 'name: value', not as '{CallWords.Clean(header)}'.");
            }

            given[header[..colon].Trim()] = header[(colon + 1)..].Trim();
        }

        if (!EstimateShape.Of(body, endpoint, given.ContainsKey("anthropic-version")).TryGet(out var shape, out var refusal)
            || !RequestScan.Scan(body, shape.Endpoint).TryGet(out var facts, out refusal))
        {
            return refusal;
        }

        if (shape.Api == Api.Gemini)
        {
            facts = facts with { Model = JsonText.OrNull(JsonText.Member(body, "model"u8))?.Replace("models/", string.Empty, StringComparison.Ordinal) };
        }

        return new Call("explained", at, shape.Api, shape.Endpoint, HttpMethods.Post, string.Empty, string.Empty, given, body, null, facts, null);
    }
}
