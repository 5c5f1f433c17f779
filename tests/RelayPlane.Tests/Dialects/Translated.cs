using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;

namespace RelayPlane.Tests.Dialects;

/// <summary>Shorthand for what targets write and read.</summary>
internal static class Translated
{
    public static EncodeFor For(string provider, ModelTraits? traits = null, ToolNames? names = null) =>
        new(provider, "m", traits ?? ModelTraits.Newest, "key-1") { ToolNames = names ?? ToolNames.Same };

    public static NeutralRequest Request(params Turn[] turns) => new() { From = WireFormat.Messages, Turns = turns };

    public static Turn User(params Block[] blocks) => new(Role.User, blocks);

    public static Turn Assistant(params Block[] blocks) => new(Role.Assistant, blocks);

    public static TextBlock Text(string text) => new(text);

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static (string Body, Losses Losses) Written(TargetFormat format, NeutralRequest request, EncodeFor target, bool allowLoss = false)
    {
        var losses = new Losses(request.From, allowLoss);
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written, NeutralJson.Readable))
        {
            format.WriteRequest(json, request, target, losses);
        }

        using var valid = JsonDocument.Parse(written.ToArray());
        return (Encoding.UTF8.GetString(written.ToArray()), losses);
    }

    /// <summary>A stream's ordered events, read in the given pieces.</summary>
    public static List<ReplyEvent> Events(ReplyReader reader, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var (read, ordered, order) = (new List<ReplyEvent>(), new List<ReplyEvent>(), new EventOrder(ToolNames.Same));
        foreach (var piece in pieces)
        {
            // A reader may keep nothing of what it was given.
            var copy = piece.ToArray();
            reader.Read(copy, read);
            Array.Clear(copy);
        }

        reader.End(read);
        foreach (var next in read)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return ordered;
    }

    /// <summary>What every format can say of a usage: tokens, and not what of them was sound, nor how often the web was searched.</summary>
    public static TokenUsage Spoken(TokenUsage? usage) =>
        (usage ?? default) with { InputAudio = 0, CacheReadAudio = 0, OutputAudio = 0, WebSearches = 0 };

    /// <summary>A reply as text, to be compared.</summary>
    public static string Shown(NeutralReply? reply) => reply is null ? "nothing" : string.Join('\n', reply.Blocks.Select(block => block switch
    {
        ToolCallBlock call => $"call {call.Id} {call.Name} {call.Arguments}",
        ThinkingBlock thought => $"thought {thought.Redacted} {thought.Text} {thought.State?.Data}",
        TextBlock text => $"text {text.Text} {string.Join(' ', text.Citations.Select(one => $"[{one.Url} {one.Title} {one.CitedText}]"))}",
        _ => block.ToString(),
    }).Append($"{reply.Stop.Kind} {reply.Stop.Raw} {reply.Usage}"));
}
