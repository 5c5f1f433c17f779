using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Converse;

/// <summary>Reads a whole reply of Converse.</summary>
internal static class ConverseReplyReader
{
    public static NeutralReply Read(JsonElement body, EncodeFor target)
    {
        var blocks = new List<Block>();
        foreach (var block in (body.Get("output")?.Get("message")?.Get("content")).Items())
        {
            blocks.Add(One(block, target));
        }

        var sequence = body.Get("additionalModelResponseFields")?.Text("stop_sequence");
        return new NeutralReply(null, null, blocks, ConverseStops.Of(body.Text("stopReason"), sequence), Usage(body.Get("usage")));
    }

    private static Block One(JsonElement block, EncodeFor target)
    {
        if (block.Text("text") is { } text)
        {
            return new TextBlock(text);
        }

        if (block.Get("toolUse") is { } call)
        {
            return IsHosted(call.Text("type"))
                ? new OpaqueBlock(call.Text("type")!)
                : new ToolCallBlock(call.Text("toolUseId") ?? string.Empty, call.Text("name") ?? string.Empty, call.Get("input")?.Compact() ?? "{}");
        }

        if (block.Get("reasoningContent") is { } thought)
        {
            return Thought(thought, target);
        }

        if (block.Get("citationsContent") is { } cited)
        {
            var words = string.Concat(cited.Items("content").Select(part => part.Text("text")));
            return new TextBlock(words) { Citations = [.. cited.Items("citations").Select(ConverseCitations.Read)] };
        }

        return new OpaqueBlock(block.ValueKind == JsonValueKind.Object && block.EnumerateObject().FirstOrDefault() is { Value.ValueKind: not JsonValueKind.Undefined } only ? only.Name : "unknown");
    }

    /// <summary>A tool that Bedrock runs itself (Nova's code interpreter) says so; the type of the client's own is <c>tool_use</c>, or absent.</summary>
    public static bool IsHosted(string? type) => type is not (null or "tool_use");

    private static ThinkingBlock Thought(JsonElement thought, EncodeFor target)
    {
        if (thought.Text("redactedContent") is { } redacted)
        {
            return new ThinkingBlock(string.Empty) { Redacted = true, State = State(redacted, target) };
        }

        var text = thought.Get("reasoningText");
        return new ThinkingBlock(text?.Text("text") ?? string.Empty) { State = text?.Text("signature") is { Length: > 0 } signature ? State(signature, target) : null };
    }

    public static OpaqueState State(string data, EncodeFor target) => new(WireFormat.Converse, data, target.Provider, target.Key);

    private static TokenUsage? Usage(JsonElement? usage) => usage is { } counts ? ConverseUsage.Read(Encoding.UTF8.GetBytes(counts.GetRawText())) : null;
}
