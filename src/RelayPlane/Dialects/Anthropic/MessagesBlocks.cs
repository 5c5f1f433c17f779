using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads one content block, of a request or of a reply.</summary>
/// <param name="stateOf">Makes a state of a signature, or of redacted data.</param>
internal sealed class MessagesBlocks(Func<string, OpaqueState?> stateOf)
{
    /// <summary>Content: a text, or a list of blocks.</summary>
    public List<Block> All(JsonElement? content)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            return [new TextBlock(text.GetString()!)];
        }

        var blocks = new List<Block>();
        foreach (var block in content.Items())
        {
            blocks.Add(One(block));
        }

        return blocks;
    }

    public Block One(JsonElement block)
    {
        var type = block.Text("type") ?? string.Empty;
        Block? read = type switch
        {
            "text" => new TextBlock(block.Text("text") ?? string.Empty) { Citations = MessagesCitations.Read(block) },
            "image" => MessagesMedia.Image(block),
            "document" => MessagesMedia.Document(block),
            "search_result" => MessagesMedia.SearchResult(block),
            "tool_use" => new ToolCallBlock(
                block.Text("id") ?? string.Empty, block.Text("name") ?? string.Empty, block.Get("input")?.Compact() ?? "{}"),
            "tool_result" => new ToolResultBlock(block.Text("tool_use_id") ?? string.Empty, All(block.Get("content"))) { IsError = block.Flag("is_error") == true },
            "thinking" => new ThinkingBlock(block.Text("thinking") ?? string.Empty) { State = block.Text("signature") is { Length: > 0 } text ? stateOf(text) : null },
            "redacted_thinking" => new ThinkingBlock(string.Empty) { Redacted = true, State = stateOf(block.Text("data") ?? string.Empty) },
            _ => null,
        };

        // A file that lies in a container is state; what server tools did, and a summary of what is there in full anyway, can be left out.
        read ??= new OpaqueBlock(type, type == "container_upload" ? LossWeight.State : LossWeight.Hint);
        return read with { Raw = block, Cache = Mark(block) };
    }

    /// <summary>The cache mark of a block or a tool.</summary>
    public static CacheMark? Mark(JsonElement marked) => marked.Get("cache_control") is { } mark ? new CacheMark(mark.Text("ttl") == "1h") : null;
}
