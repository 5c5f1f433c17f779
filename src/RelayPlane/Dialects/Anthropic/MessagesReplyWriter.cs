using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes a whole reply. What only another format knows is left out.</summary>
internal static class MessagesReplyWriter
{
    public static void Write(Utf8JsonWriter json, NeutralReply reply, ReplyContext context)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, MessagesIds.Reply(reply.Id, context.Id));
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, reply.Model ?? context.Model);
        json.WriteStartArray("content"u8);
        foreach (var block in reply.Blocks)
        {
            One(json, block, context.ShowThinking);
        }

        json.WriteEndArray();
        MessagesStops.Write(json, reply.Stop);
        MessagesCounts.Write(json, reply.Usage);
        json.WriteEndObject();
    }

    /// <summary>The start of a thought that may not be read, or of one that only carries a state.</summary>
    public static void Thought(Utf8JsonWriter json, ThinkingBlock thought, string signature)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, thought.Redacted ? "redacted_thinking"u8 : "thinking"u8);
        if (thought.Redacted)
        {
            json.WriteString("data"u8, signature);
        }
        else
        {
            json.WriteString("thinking"u8, thought.Text);
            json.WriteString("signature"u8, signature);
        }

        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, Block block, bool showThinking)
    {
        switch (block)
        {
            case TextBlock { Text.Length: > 0 } text:
                Text(json, text);
                break;
            case RefusalBlock { Text.Length: > 0 } refusal:
                Text(json, new TextBlock(refusal.Text));
                break;
            case ThinkingBlock thought when thought.State is not null || (showThinking && thought.Text.Length > 0):
                Thought(json, showThinking ? thought : thought with { Text = string.Empty }, CarriedState.Signature(thought.State));
                break;
            case ToolCallBlock call:
                Call(json, call);
                break;
        }
    }

    private static void Text(Utf8JsonWriter json, TextBlock text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text.Text);
        if (text.Citations.Any(MessagesCitations.CanWrite))
        {
            json.WriteStartArray("citations"u8);
            foreach (var citation in text.Citations.Where(MessagesCitations.CanWrite))
            {
                MessagesCitations.Write(json, citation);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Call(Utf8JsonWriter json, ToolCallBlock call)
    {
        var id = MessagesIds.Call(call.Id);
        if (call.State is not null)
        {
            Thought(json, new ThinkingBlock(string.Empty), CarriedState.Beside(call.State, id));
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, id);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("input"u8);
        json.WriteArguments(call);

        json.WriteEndObject();
    }
}
