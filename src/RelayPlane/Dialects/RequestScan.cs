using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>
/// Reads what the rooms need from a request body in one walk of its top level. It refuses only what no provider could be asked with; everything
/// nested is the provider's to judge. A byte order mark is tolerated: it is skipped here and travels on.
/// </summary>
internal static class RequestScan
{
    public static OrRefusal<RequestFacts> Scan(ReadOnlySpan<byte> body, Endpoint endpoint)
    {
        if (endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model)
        {
            return RequestFacts.None;
        }

        var inPath = ApiOf.Endpoint(endpoint) == Api.Gemini;
        if (body.IsEmpty)
        {
            if (!inPath)
            {
                return Refuse("The request body is empty; a JSON object is expected.");
            }

            return RequestFacts.None with { Stream = endpoint == Endpoint.StreamGenerateContent };
        }

        var found = new RequestFindings { Stream = endpoint == Endpoint.StreamGenerateContent };
        var walk = new JsonWalk(body);
        if (walk.Open == '[')
        {
            return Refuse("The request body is a JSON array; a JSON object is expected.");
        }

        while (walk.Next())
        {
            var range = walk.ValueStart..walk.ValueEnd;
            if (found.Take(walk.Name, walk.Value, range, endpoint) is { } refusal)
            {
                return refusal;
            }
        }

        if (!walk.Finished)
        {
            return Refuse($"The request body is not a JSON object: {walk.Fault} (at byte {walk.Position} of {body.Length}).");
        }

        // A stored prompt may name the model of a Responses call.
        if (found.Model is null && !inPath && !(endpoint == Endpoint.Responses && found.HasPrompt))
        {
            return Refuse("The request body names no model: add \"model\".", "model");
        }

        var facts = found.ToFacts();
        return facts with { PromptTokens = PromptSize.Tokens(body, facts.Prompt) };
    }

    private static Refusal Refuse(string message, string? param = null) => new(RefusalKind.InvalidRequest, message, param);
}
