using System.Runtime.InteropServices;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects.Responses;

/// <summary>Reads a whole <c>response</c>.</summary>
internal static class ReplyReading
{
    public static NeutralReply Read(JsonElement body, EncodeFor target)
    {
        var blocks = new List<Block>();
        foreach (var item in body.Items("output"))
        {
            Item(item, target, blocks);
        }

        var stop = ReplyStop.Of(body.Text("status"), body.Get("incomplete_details")?.Text("reason"), Refused(blocks));
        var usage = body.Get("usage") is { } used ? OpenAIUsage.Read(JsonMarshal.GetRawUtf8Value(used)) : null;
        return new NeutralReply(body.Text("id"), body.Text("model"), blocks, stop.WithTools(Calls(blocks)), usage);
    }

    /// <summary>Adds what one item of the output holds.</summary>
    public static void Item(JsonElement item, EncodeFor target, List<Block> blocks)
    {
        switch (item.Text("type"))
        {
            case "message":
                foreach (var part in item.Items("content"))
                {
                    blocks.Add(Part(part));
                }

                break;
            case "reasoning":
                var thought = Thoughts.Read(item);
                if (thought.Text.Length > 0 || thought.State is not null)
                {
                    blocks.Add(thought with { State = State(item, target) });
                }

                break;
            case "function_call":
                blocks.Add(Call(item) with { Arguments = item.Text("arguments") is { Length: > 0 } arguments ? arguments : "{}" });
                break;
            case "custom_tool_call":
                blocks.Add(Call(item) with { Arguments = item.Text("input") ?? string.Empty });
                break;
            case var type:
                blocks.Add(new OpaqueBlock(type ?? "item") { Raw = item });
                break;
        }
    }

    /// <summary>The head of a call, without what it is called with.</summary>
    public static ToolCallBlock Call(JsonElement item) =>
        new(item.Text("call_id") ?? item.Text("id") ?? string.Empty, item.Text("name") ?? string.Empty, string.Empty)
        {
            Freeform = item.Text("type") == "custom_tool_call",
            ItemId = item.Text("id"),
        };

    /// <summary>The encrypted thought, which only its provider can use, and only for the same key.</summary>
    public static OpaqueState? State(JsonElement item, EncodeFor target) =>
        item.Text("encrypted_content") is { Length: > 0 } data && data != OpaqueState.None ? new OpaqueState(WireFormat.Responses, data, target.Provider, target.Key) : null;

    public static Block Part(JsonElement part) => part.Text("type") switch
    {
        "output_text" => new TextBlock(part.Text("text") ?? string.Empty) { Citations = PartReading.Annotations(part) },
        "refusal" => new RefusalBlock(part.Text("refusal") ?? string.Empty),
        var type => new OpaqueBlock(type ?? "content") { Raw = part },
    };

    private static bool Refused(List<Block> blocks) => blocks.Exists(block => block is RefusalBlock);

    private static bool Calls(List<Block> blocks) => blocks.Exists(block => block is ToolCallBlock);
}
