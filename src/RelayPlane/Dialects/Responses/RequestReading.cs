using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Reads a request of <c>/v1/responses</c>.</summary>
internal static class RequestReading
{
    public static OrRefusal<NeutralRequest> Read(JsonElement body, RequestHead head)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new Refusal(RefusalKind.InvalidRequest, "The body must be a JSON object.");
        }

        var rest = new List<RestMember>();
        var items = new ItemReading(rest);
        var request = new NeutralRequest { From = WireFormat.Responses, Model = head.Model ?? body.Text("model") ?? string.Empty, Stream = head.Stream, Turns = [] };

        // Instructions come first wherever they are written.
        if (body.Get("instructions") is { ValueKind: JsonValueKind.String } instructions)
        {
            items.Instructions(instructions);
        }

        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || Member(request, member.Name, member.Value, rest, items) is not { } read)
            {
                rest.Add(RequestRest.Of(member.Name, member.Value));
            }
            else
            {
                request = read;
            }
        }

        return request with { Turns = items.Turns, Rest = rest };
    }

    /// <returns>Null for what the neutral form has no place for.</returns>
    private static NeutralRequest? Member(NeutralRequest request, string name, JsonElement value, List<RestMember> rest, ItemReading items)
    {
        switch (name)
        {
            case "model":
                return request;
            case "input" when value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0):
                items.Read(value);
                return request;
            case "instructions" when value.ValueKind == JsonValueKind.String:
                return request;
            case "stream" when value.ValueKind == JsonValueKind.True:
                return request with { Stream = true };
            case "tools" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0:
                return request with { Tools = ToolReading.Read(value) };
            case "tool_choice":
                return ToolReading.Choice(value) is { } choice ? request with { ToolChoice = choice } : null;
            case "parallel_tool_calls" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return request with { ParallelTools = value.GetBoolean() };
            case "reasoning" when value.ValueKind == JsonValueKind.Object:
                return request with { Reasoning = Reasoning(value, rest) };
            case "text" when value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() > 0:
                return Text(request, value, rest);
            case "metadata" when value.ValueKind == JsonValueKind.Object:
                return request with { Metadata = value };
            case "service_tier" when value.ValueKind == JsonValueKind.String:
                return request with { ServiceTier = value.GetString() };
            case "prompt_cache_key" when value.ValueKind == JsonValueKind.String:
                return request with { CacheKey = value.GetString() };
            default:
                return value.ValueKind == JsonValueKind.Number ? Number(request, name, value) : EndUser(request, name, value, rest);
        }
    }

    private static NeutralRequest? Number(NeutralRequest request, string name, JsonElement value) => name switch
    {
        "max_output_tokens" when value.TryGetInt64(out var limit) => request with { MaxOutput = limit },
        "temperature" => request with { Temperature = value.GetDouble() },
        "top_p" => request with { TopP = value.GetDouble() },

        // Not OpenAI's, but of servers that speak its format.
        "top_k" when value.TryGetInt64(out var top) => request with { TopK = top },
        "seed" when value.TryGetInt64(out var seed) => request with { Seed = seed },
        "frequency_penalty" => request with { FrequencyPenalty = value.GetDouble() },
        "presence_penalty" => request with { PresencePenalty = value.GetDouble() },
        _ => null,
    };

    /// <summary>Either member names the end user. Both are kept beside it, so that the one that was written is written again.</summary>
    private static NeutralRequest? EndUser(NeutralRequest request, string name, JsonElement value, List<RestMember> rest)
    {
        if (name is not ("user" or "safety_identifier") || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        rest.Add(RequestRest.Of(name, value));
        return name == "user" && request.EndUser is not null ? request : request with { EndUser = value.GetString() };
    }

    private static ReasoningAsk Reasoning(JsonElement reasoning, List<RestMember> rest)
    {
        var ask = new ReasoningAsk();
        foreach (var member in reasoning.EnumerateObject())
        {
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (member.NameEquals("effort"u8) && text is not null && Efforts.Read(text) is { } effort)
            {
                ask = ask with { Effort = effort };
            }
            else if (member.NameEquals("summary"u8) && text is not null)
            {
                ask = ask with { Summary = text, Show = true };
            }
            else
            {
                rest.Add(RequestRest.Of($"reasoning.{member.Name}", member.Value));
            }
        }

        return ask;
    }

    private static NeutralRequest Text(NeutralRequest request, JsonElement text, List<RestMember> rest)
    {
        foreach (var member in text.EnumerateObject())
        {
            if (member.NameEquals("verbosity"u8) && member.Value.ValueKind == JsonValueKind.String)
            {
                request = request with { Verbosity = member.Value.GetString() };
            }
            else if (member.NameEquals("format"u8) && member.Value.Text("type") is "json_schema" or "json_object")
            {
                request = request with { Format = Format(member.Value, rest) };
            }
            else
            {
                rest.Add(RequestRest.Of($"text.{member.Name}", member.Value));
            }
        }

        return request;
    }

    private static OutputFormat Format(JsonElement format, List<RestMember> rest)
    {
        foreach (var member in format.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || member.Name is not ("type" or "name" or "schema" or "strict" or "description"))
            {
                rest.Add(RequestRest.Of($"text.format.{member.Name}", member.Value));
            }
        }

        return new OutputFormat(format.Get("schema")) { Name = format.Text("name"), Description = format.Text("description"), Strict = format.Flag("strict") };
    }
}
