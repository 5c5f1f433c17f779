using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads the body of <c>/v1/messages</c>.</summary>
internal static class MessagesRequestReader
{
    public static OrRefusal<NeutralRequest> Read(JsonElement body, RequestHead head)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return MessagesTurns.Wrong("body", "must be a JSON object");
        }

        if (!MessagesTurns.Read(body).TryGet(out var turns, out var refusal))
        {
            return refusal;
        }

        var (choice, parallel) = MessagesTools.Choice(body);
        return new NeutralRequest
        {
            From = WireFormat.Messages,
            Model = body.Text("model") ?? head.Model ?? string.Empty,
            Stream = head.Stream || body.Flag("stream") == true,
            Turns = turns,
            Tools = MessagesTools.Read(body),
            ToolChoice = choice,
            ParallelTools = parallel,
            MaxOutput = body.Whole("max_tokens"),
            Temperature = body.Real("temperature"),
            TopP = body.Real("top_p"),
            TopK = body.Whole("top_k"),
            Stop = [.. body.Items("stop_sequences").Select(one => one.GetString() ?? string.Empty)],
            Reasoning = MessagesReasoning.Read(body),
            Format = Format(body),
            EndUser = body.Get("metadata")?.Text("user_id"),
            ServiceTier = body.Text("service_tier"),
            Rest = MessagesRest.Read(body),
        };
    }

    /// <summary><c>output_format</c> is how it was said before <c>output_config</c>.</summary>
    private static OutputFormat? Format(JsonElement body)
    {
        var format = body.Get("output_config")?.Get("format") ?? body.Get("output_format");
        return format?.Text("type") == "json_schema" ? new OutputFormat(format.Value.Get("schema")) { Strict = true } : null;
    }
}
