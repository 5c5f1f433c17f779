using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads a Chat Completions request.</summary>
internal static class RequestReader
{
    public static OrRefusal<NeutralRequest> Read(JsonElement body, RequestHead head)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new Refusal(RefusalKind.InvalidRequest, "The body must be a JSON object.");
        }

        if (body.Get("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return new Refusal(RefusalKind.InvalidRequest, "messages must be an array of messages.", "messages");
        }

        var reader = new MessageReader();
        if (reader.Read(messages) is { } refusal)
        {
            return refusal;
        }

        return new NeutralRequest
        {
            From = WireFormat.Chat,
            Model = head.Model ?? body.Text("model") ?? string.Empty,
            Stream = head.Stream || body.Flag("stream") == true,
            IncludeUsage = body.Get("stream_options")?.Flag("include_usage") == true,
            LegacyFunctions = body.Get("tools") is null && body.Get("functions") is not null,
            Turns = reader.Turns,
            Tools = ToolReader.Tools(body),
            ToolChoice = ToolReader.Choice(body.Get("tool_choice") ?? body.Get("function_call")),
            ParallelTools = body.Flag("parallel_tool_calls"),
            MaxOutput = body.Whole("max_completion_tokens") ?? body.Whole("max_tokens"),
            Temperature = body.Real("temperature"),
            TopP = body.Real("top_p"),
            TopK = body.Whole("top_k"),
            Seed = body.Whole("seed"),
            FrequencyPenalty = body.Real("frequency_penalty"),
            PresencePenalty = body.Real("presence_penalty"),
            Stop = Stops(body),
            Reasoning = ReasoningWords.Ask(body),
            Format = Format(body.Get("response_format")),
            Verbosity = body.Text("verbosity"),
            EndUser = body.Text("safety_identifier") ?? body.Text("user"),
            ServiceTier = body.Text("service_tier"),
            CacheKey = body.Text("prompt_cache_key"),
            Metadata = body.Get("metadata") is { ValueKind: JsonValueKind.Object } metadata ? metadata : null,
            Rest = RestOf(body),
        };
    }

    private static string[] Stops(JsonElement body) => body.Get("stop") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
        _ => [],
    };

    private static OutputFormat? Format(JsonElement? format)
    {
        if (format is not { } asked)
        {
            return null;
        }

        if (asked.Text("type") == "json_schema")
        {
            var named = asked.Get("json_schema");
            return new OutputFormat(named?.Get("schema") ?? asked.Get("schema"))
            {
                Name = named?.Text("name"),
                Description = named?.Text("description"),
                Strict = named?.Flag("strict"),
            };
        }

        return asked.Text("type") == "json_object" ? new OutputFormat(asked.Get("schema")) : null;
    }

    private static List<RestMember> RestOf(JsonElement body)
    {
        var rest = new List<RestMember>();
        foreach (var member in body.EnumerateObject())
        {
            if (RestWeight.Of(member.Name, member.Value, body) is { } weight)
            {
                rest.Add(new RestMember(member.Name, weight, member.Value, RestWeight.Why(member.Name)));
            }
        }

        return rest;
    }
}
