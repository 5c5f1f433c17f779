using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes a whole Chat Completions reply.</summary>
internal static class WholeReplyWriter
{
    public static void Write(Utf8JsonWriter json, NeutralReply reply, ReplyContext context)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reply.Id ?? "chatcmpl-" + context.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, context.At.ToUnixTimeSeconds());
        json.WriteString("model"u8, reply.Model ?? context.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        Message(json, reply, context);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, StopWords.Write(reply.Stop, reply.Blocks.Any(block => block is RefusalBlock), context.LegacyFunctions));
        json.WriteEndObject();
        json.WriteEndArray();
        if (reply.Usage is { } usage)
        {
            json.WritePropertyName("usage"u8);
            UsageWords.Write(json, usage);
        }

        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, NeutralReply reply, ReplyContext context)
    {
        var texts = reply.Blocks.OfType<TextBlock>().ToList();
        var calls = reply.Blocks.OfType<ToolCallBlock>().ToList();
        var refusals = reply.Blocks.OfType<RefusalBlock>().ToList();
        json.WriteString("role"u8, "assistant"u8);

        // A message that only calls tools has null for content, and not an empty string; so has one that refuses.
        var silent = texts.Count == 0 && (calls.Count > 0 || refusals.Count > 0 || reply.Stop.Kind == StopKind.Refusal || reply.Blocks.Any(block => block is OpaqueBlock));
        json.WriteString("content"u8, silent ? null : string.Concat(texts.Select(text => text.Text)));
        json.WriteString("refusal"u8, refusals.Count > 0 ? string.Concat(refusals.Select(refusal => refusal.Text)) : reply.Stop.Kind == StopKind.Refusal ? reply.Stop.Detail : null);
        Thoughts(json, [.. reply.Blocks.OfType<ThinkingBlock>()], context.ShowThinking);
        Citations(json, texts);
        Media(json, reply.Blocks);
        Calls(json, calls, context);
    }

    private static void Thoughts(Utf8JsonWriter json, List<ThinkingBlock> thoughts, bool shown)
    {
        var text = shown ? string.Concat(thoughts.Select(thought => thought.Text)) : string.Empty;
        if (text.Length > 0)
        {
            json.WriteString("reasoning_content"u8, text);
        }

        if (!thoughts.Exists(thought => thought.State is not null))
        {
            return;
        }

        json.WriteStartArray("reasoning_details"u8);
        for (var at = 0; at < thoughts.Count; at++)
        {
            if (thoughts[at].State is { Format: WireFormat.Chat } own)
            {
                WrappedThoughts.WriteItems(json, own);
            }
            else
            {
                WrappedThoughts.Write(json, thoughts[at], shown ? thoughts[at].Text : string.Empty, at);
            }
        }

        json.WriteEndArray();
    }

    private static void Citations(Utf8JsonWriter json, List<TextBlock> texts)
    {
        if (!texts.Exists(text => text.Citations.Count > 0))
        {
            return;
        }

        json.WriteStartArray("annotations"u8);
        var before = 0;
        foreach (var text in texts)
        {
            foreach (var citation in text.Citations)
            {
                Annotations.Write(json, citation, before, text.Text.Length);
            }

            before += text.Text.Length;
        }

        json.WriteEndArray();
    }

    private static void Media(Utf8JsonWriter json, IReadOnlyList<Block> blocks)
    {
        if (blocks.Any(block => block is MediaBlock { Kind: MediaKind.Image }))
        {
            json.WriteStartArray("images"u8);
            foreach (var image in blocks.OfType<MediaBlock>().Where(media => media.Kind == MediaKind.Image))
            {
                CallWords.Image(json, image);
            }

            json.WriteEndArray();
        }

        if (blocks.OfType<OpaqueBlock>().FirstOrDefault(block => block.Type == "audio")?.Raw is { } audio)
        {
            json.WritePropertyName("audio"u8);
            audio.WriteTo(json);
        }
    }

    private static void Calls(Utf8JsonWriter json, List<ToolCallBlock> calls, ReplyContext context)
    {
        if (calls.Count == 0)
        {
            return;
        }

        if (context.LegacyFunctions)
        {
            json.WriteStartObject("function_call"u8);
            json.WriteString("name"u8, calls[0].Name);
            json.WriteString("arguments"u8, calls[0].Arguments);
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            var freeform = CallWords.IsFreeform(call, context);
            json.WriteStartObject();
            CallWords.Write(json, call, freeform && !call.Freeform ? FreeformInput.Unwrap(call.Arguments) : call.Arguments, freeform);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
