using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>Compares what an application sees through its SDK with what the provider said.</summary>
internal static class Seen
{
    private static readonly Dictionary<string, Func<StopKind, string[]>> s_stops = new()
    {
        ["messages"] = kind => kind switch
        {
            StopKind.StopSequence => ["stop_sequence"],
            StopKind.ToolUse => ["tool_use"],
            StopKind.MaxTokens => ["max_tokens"],
            StopKind.ContextWindow => ["model_context_window_exceeded"],
            StopKind.Refusal => ["refusal"],
            StopKind.Pause => ["pause_turn"],
            _ => ["end_turn"],
        },
        ["chat"] = kind => kind switch
        {
            StopKind.ToolUse => ["tool_calls"],
            StopKind.MaxTokens or StopKind.ContextWindow => ["length"],

            // OpenAI's own refusals end in stop, and are told by message.refusal.
            StopKind.Refusal => ["content_filter", "stop"],
            _ => ["stop"],
        },
        ["responses"] = kind => kind is StopKind.MaxTokens or StopKind.ContextWindow ? ["max_output_tokens"] : kind == StopKind.Refusal ? ["content_filter", "completed"] : ["completed"],
        ["generate"] = kind => kind is StopKind.MaxTokens or StopKind.ContextWindow ? ["MAX_TOKENS"] : kind == StopKind.Refusal ? ["SAFETY", "MODEL_ARMOR", "RECITATION", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII"] : ["STOP"],
    };

    /// <returns>What differs; null where nothing does.</returns>
    public static string? Difference(string client, NeutralReply reply, JsonElement seen)
    {
        if (seen.ValueKind != JsonValueKind.Object)
        {
            return "the SDK said nothing";
        }

        if (!seen.GetProperty("ok").GetBoolean())
        {
            return $"the SDK threw: {seen.GetProperty("error").GetString()}";
        }

        var text = string.Concat(reply.Blocks.OfType<TextBlock>().Select(block => block.Text));
        var refused = string.Concat(reply.Blocks.OfType<RefusalBlock>().Select(block => block.Text));
        var read = seen.Get("text")?.GetString() ?? string.Empty;
        if (read != text && read != text + refused)
        {
            return $"text: {Short(read)} for {Short(text)}";
        }

        var calls = reply.Blocks.OfType<ToolCallBlock>().ToList();
        var tools = seen.Items("tools").ToList();
        if (tools.Count != calls.Count)
        {
            return $"{tools.Count} tool calls for {calls.Count}";
        }

        for (var index = 0; index < calls.Count; index++)
        {
            if (tools[index].Text("name") != calls[index].Name || !SameArguments(tools[index].Get("arguments"), calls[index]))
            {
                return $"tool call {index}: {Short(tools[index].GetRawText())} for {calls[index].Name} {Short(calls[index].Arguments)}";
            }
        }

        var stop = seen.Text("stop");
        if (!s_stops[client](reply.Stop.Kind).Contains(stop))
        {
            return $"stop: {stop} for {reply.Stop.Kind} ({reply.Stop.Raw})";
        }

        return Usage(reply, seen);
    }

    private static string? Usage(NeutralReply reply, JsonElement seen)
    {
        if (reply.Usage is not { } usage)
        {
            return null;
        }

        var (input, output) = (seen.Get("usage")?.Whole("in") ?? -1, seen.Get("usage")?.Whole("out") ?? -1);
        return (input, output) == (usage.TotalInput, usage.Output) ? null : $"usage: {input} in, {output} out for {usage.TotalInput} in, {usage.Output} out";
    }

    private static bool SameArguments(JsonElement? read, ToolCallBlock call)
    {
        var text = read is { ValueKind: JsonValueKind.String } said ? said.GetString()! : read?.GetRawText() ?? string.Empty;
        try
        {
            var (one, other) = (JsonNode.Parse(text.Length > 0 ? text : "{}"), JsonNode.Parse(call.Arguments.Length > 0 ? call.Arguments : "{}"));
            return JsonNode.DeepEquals(one, other) || (call.Freeform && (string?)one?["input"] == call.Arguments);
        }
        catch (JsonException)
        {
            // Arguments that are no JSON are wrapped for formats that want an object, and freeform input is bare text.
            return text == call.Arguments || text.Contains(JsonEncodedText.Encode(call.Arguments).ToString(), StringComparison.Ordinal) || text.Contains("_raw_arguments", StringComparison.Ordinal) || call.Freeform;
        }
    }

    private static string Short(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
