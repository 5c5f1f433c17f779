using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Gateway;
using RelayPlane.Routing;

namespace RelayPlane.Cli;

/// <summary>Makes of a request body that stands in a file the call that it would be.</summary>
internal static class ExplainedCall
{
    private const int Deepest = 1000;

    /// <param name="endpoint">The endpoint's name; empty where the body says it.</param>
    /// <param name="headers">As <c>name: value</c>.</param>
    public static OrRefusal<Call> Of(byte[] body, string endpoint, IReadOnlyList<string> headers, DateTimeOffset at)
    {
        if (Fault(body) is { } fault)
        {
            return new Refusal(RefusalKind.InvalidRequest, fault);
        }

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
            // Said to a program that sends a header; here it is an option.
            return refusal with
            {
                Message = refusal.Message.Replace($"in {EstimateShape.Header}", "with --endpoint", StringComparison.Ordinal)
                    .Replace(EstimateShape.Header, "--endpoint", StringComparison.Ordinal).Replace("can be estimated", "can be explained", StringComparison.Ordinal),
            };
        }

        if (shape.Api == Api.Gemini)
        {
            facts = facts with { Model = JsonText.OrNull(JsonText.Member(body, "model"u8))?.Replace("models/", string.Empty, StringComparison.Ordinal) };
        }

        return new Call("explained", at, shape.Api, shape.Endpoint, HttpMethods.Post, string.Empty, string.Empty, given, body, null, facts, null);
    }

    /// <summary>A call is read without looking at all of its text, so what is no JSON might be explained; a person wants to know.</summary>
    private static string? Fault(byte[] body)
    {
        var reader = new Utf8JsonReader(body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            return $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message.Split(". LineNumber")[0]}.";
        }
    }
}
