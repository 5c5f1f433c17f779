using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

/// <summary>Gathers a Messages stream as the strictest of the official SDKs and Claude Code do, and fails where they would.</summary>
internal static class StrictClient
{
    public static JsonElement Message(string stream)
    {
        Assert.EndsWith("\n\n", stream);
        var blocks = new List<string>();
        var text = new StringBuilder();
        JsonElement start = default, head = default, end = default;
        var open = -1;
        var signed = false;
        var over = false;
        foreach (var one in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.StartsWith("event: ", one);
            var said = Speech.Parse(one[(one.IndexOf("data: ", StringComparison.Ordinal) + 6)..]);
            var type = said.GetProperty("type").GetString();
            Assert.StartsWith($"event: {type}\ndata: ", one);
            Assert.False(over, "something follows the end");
            Assert.True(start.ValueKind == JsonValueKind.Undefined == (type == "message_start"), $"{type} out of order");
            switch (type)
            {
                case "message_start":
                    start = said.GetProperty("message");
                    Counts(start.GetProperty("usage"));
                    Assert.Equal(0, start.GetProperty("content").GetArrayLength());
                    break;
                case "content_block_start":
                    Assert.Equal(-1, open);
                    open = said.GetProperty("index").GetInt32();
                    Assert.Equal(blocks.Count, open);
                    head = said.GetProperty("content_block");
                    text.Clear();
                    signed = false;
                    break;
                case "content_block_delta":
                    Assert.Equal(open, said.GetProperty("index").GetInt32());
                    signed |= Delta(head.GetProperty("type").GetString()!, said.GetProperty("delta"), text);
                    break;
                case "content_block_stop":
                    Assert.Equal(open, said.GetProperty("index").GetInt32());
                    Assert.True(signed || head.GetProperty("type").GetString() != "thinking", "a thought without signature");
                    blocks.Add(Block(head, text.ToString()));
                    open = -1;
                    break;
                case "message_delta":
                    Assert.Equal(-1, open);
                    Counts(said.GetProperty("usage"));
                    end = said;
                    break;
                case "message_stop":
                    over = true;
                    break;
                case "error":
                    Assert.Fail(said.GetProperty("error").GetProperty("message").GetString());
                    break;
            }
        }

        Assert.True(over, "no message_stop");
        return Speech.Parse($$"""
            {"id":{{start.GetProperty("id").GetRawText()}},"content":[{{string.Join(',', blocks)}}],
             "stop_reason":{{end.GetProperty("delta").GetProperty("stop_reason").GetRawText()}},
             "stop_sequence":{{end.GetProperty("delta").GetProperty("stop_sequence").GetRawText()}},"usage":{{end.GetProperty("usage").GetRawText()}}}
            """);
    }

    /// <returns>Whether it is the signature.</returns>
    private static bool Delta(string kind, JsonElement delta, StringBuilder text)
    {
        var (of, member) = delta.GetProperty("type").GetString() switch
        {
            "text_delta" => ("text", "text"),
            "thinking_delta" => ("thinking", "thinking"),
            "input_json_delta" => ("tool_use", "partial_json"),
            "signature_delta" => ("thinking", "signature"),
            _ => ("text", "citation"),
        };
        Assert.Equal(of, kind);
        if (member is not ("signature" or "citation"))
        {
            text.Append(delta.GetProperty(member).GetString());
        }

        return member == "signature" && delta.GetProperty(member).GetString()!.Length > 0;
    }

    private static string Block(JsonElement head, string text) => head.GetProperty("type").GetString() switch
    {
        "tool_use" => $$"""{"type":"tool_use","id":{{head.GetProperty("id").GetRawText()}},"name":{{head.GetProperty("name").GetRawText()}},"input":{{Speech.Parse(text.Length > 0 ? text : "{}").GetRawText()}}}""",
        "redacted_thinking" => head.GetRawText(),
        var type => $$"""{"type":"{{type}}","{{type}}":{{JsonSerializer.Serialize(text)}}}""",
    };

    private static void Counts(JsonElement usage)
    {
        foreach (var name in (string[])["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"])
        {
            Assert.True(usage.GetProperty(name).GetInt64() >= 0, name);
        }
    }
}
