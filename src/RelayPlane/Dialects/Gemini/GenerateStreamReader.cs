using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads a stream of <c>:streamGenerateContent</c>: server-sent events, or one JSON array where <c>alt=sse</c> was not asked for.</summary>
internal sealed class GenerateStreamReader(EncodeFor sent) : ReplyReader
{
    /// <summary>Some servers leave the blank lines out, so that an event holds several chunks.</summary>
    private static readonly JsonReaderOptions s_several = new() { AllowMultipleValues = true };

    private readonly ChunkReader _chunks = new(sent);
    private SseSplitter? _events;
    private ArraySplitter? _items;

    public override void Read(ReadOnlySpan<byte> bytes, List<ReplyEvent> events)
    {
        if (_events is null && _items is null)
        {
            var begun = bytes.TrimStart(" \t\r\n,"u8);
            if (begun.IsEmpty)
            {
                return;
            }

            var isArray = begun[0] is (byte)'[' or (byte)'{';
            _items = isArray ? new ArraySplitter() : null;
            _events = isArray ? null : new SseSplitter();
        }

        while (_events is not null && _events.TryRead(ref bytes, out var next))
        {
            Take(next.Data, events);
        }

        while (_items is not null && _items.TryRead(ref bytes, out var item))
        {
            Take(item, events);
        }
    }

    public override void End(List<ReplyEvent> events)
    {
        if (_events is not null && _events.TryFinish(out var last) && WholeBody.IsWhole(last.Data))
        {
            Take(last.Data, events);
        }

        _chunks.End(events);
    }

    private void Take(ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (data.IsEmpty || data.SequenceEqual("[DONE]"u8))
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(WellFormed.Mended(data) ?? data, s_several);
            while (reader.Read())
            {
                using var chunk = JsonDocument.ParseValue(ref reader);
                if (chunk.RootElement.ValueKind == JsonValueKind.Object)
                {
                    _chunks.Take(chunk.RootElement, events);
                }
            }
        }
        catch (JsonException)
        {
            events.Add(new Failed(new ProviderError(ErrorKind.Server, "The provider's reply holds what is no JSON.")));
        }
    }
}
