using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Sizes;

/// <summary>Makes a call ask for less output than its client did.</summary>
internal static class OutputClamp
{
    /// <returns>The same call where it asks for no more than that already, or writes nothing.</returns>
    public static Call To(Call call, long maxOutput)
    {
        string? field = call.Endpoint switch
        {
            Endpoint.Messages => "max_tokens",
            Endpoint.ChatCompletions => "max_completion_tokens",
            Endpoint.Responses => "max_output_tokens",
            _ => null,
        };
        if (field is null || call.Body.IsEmpty || call.Facts.MaxOutput <= maxOutput)
        {
            return call;
        }

        try
        {
            if (JsonNode.Parse(call.Body.Span) is not JsonObject body)
            {
                return call;
            }

            body[body.ContainsKey("max_tokens") ? "max_tokens" : field] = maxOutput;
            var lowered = Encoding.UTF8.GetBytes(body.ToJsonString());
            return RequestScan.Scan(lowered, call.Endpoint).TryGet(out var facts, out _) ? call with { Body = lowered, Lease = null, Facts = facts } : call;
        }
        catch (JsonException)
        {
            return call;
        }
    }
}
