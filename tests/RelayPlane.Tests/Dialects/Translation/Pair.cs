using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>One client format before one target format: calls go up and replies come back as they do on the road, with the traits that the catalog has for a real model.</summary>
internal sealed record Pair(WireFormat Client, WireFormat Target)
{
    private static readonly Dictionary<WireFormat, (string Provider, string Model)> s_homes = new()
    {
        [WireFormat.Messages] = ("anthropic", "claude-opus-5"),
        [WireFormat.Chat] = ("openai", "gpt-4.1"),
        [WireFormat.Responses] = ("openai", "gpt-5.6"),
        [WireFormat.Generate] = ("google", "gemini-3-flash"),
        [WireFormat.Ollama] = ("ollama", "qwen3"),
        [WireFormat.Converse] = ("bedrock", "anthropic.claude-opus-5-v1:0"),
    };

    public static IReadOnlyList<WireFormat> Clients { get; } = [.. Enum.GetValues<WireFormat>().Where(format => Formats.Client(format) is not null)];

    public static IReadOnlyList<Pair> All { get; } = [.. Enum.GetValues<WireFormat>().SelectMany(target => Clients.Select(client => new Pair(client, target)))];

    public (string Provider, string Model) Home { get; init; } = s_homes[Target];

    public string Name => $"{Client}-to-{Target}".ToLowerInvariant();

    private EncodeFor Sent => new(Home.Provider, Home.Model, TraitTable.For(Home.Provider, [])(Home.Model), "key-1");

    private static ReplyContext Context => new("abc123", "asked-model", DateTimeOffset.FromUnixTimeSeconds(1_764_000_000)) { IncludeUsage = true };

    public OrRefusal<TranslatedRequest> Ask(string body, bool stream = false, bool allowLoss = false) => RequestTranslation.Translate(
        Encoding.UTF8.GetBytes(body), Client, Target, new RequestHead(Client == WireFormat.Generate ? "asked-model" : null, stream), Sent, Context, allowLoss);

    /// <summary>The body that goes up.</summary>
    public JsonElement Up(string body, bool allowLoss = false)
    {
        Assert.True(Ask(body, allowLoss: allowLoss).TryGet(out var request, out var refusal), refusal?.Message);
        return JsonDocument.Parse(request.Body).RootElement;
    }

    /// <summary>What a client gets of a stream that comes in these pieces.</summary>
    public string Stream(ReadOnlyMemory<byte> stream, int[]? sizes = null) => Back(Pieces.Of(stream, sizes ?? [stream.Length + 1]), streamed: true, asked: true);

    public string Stream(params string[] events) => Stream(Replies.Sse(events));

    /// <summary>What a client that asked for a whole reply gets of one.</summary>
    public JsonElement Whole(string reply) => JsonDocument.Parse(Back([Encoding.UTF8.GetBytes(reply)], streamed: false, asked: false)).RootElement;

    /// <summary>What a client that asked for a stream gets of a whole reply.</summary>
    public string Synthesised(string reply) => Back([Encoding.UTF8.GetBytes(reply)], streamed: false, asked: true);

    private string Back(IEnumerable<ReadOnlyMemory<byte>> pieces, bool streamed, bool asked)
    {
        var change = new ReplyTranslation(Formats.Client(Client)!, Formats.Target(Target), Sent with { Stream = streamed }, Context, streamed, asked);
        var text = new MemoryStream();
        foreach (var piece in pieces)
        {
            // What a piece lay in is used again: nothing of it may be kept.
            var copy = piece.ToArray();
            text.Write(change.Write(copy).Span);
            Array.Clear(copy);
        }

        text.Write(change.End().Span);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
