using System.Text.Json;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads a stream of Chat Completions chunks, with the habits of all who send them.</summary>
internal sealed class ChunkReader : SseReader
{
    private readonly EncodeFor _target;
    private readonly OpenBlock _open = new();
    private readonly ToolDeltas _tools;
    private readonly ReasoningDetails _details;
    private readonly List<Citation> _beside = [];
    private bool _started;
    private bool _refused;

    public ChunkReader(EncodeFor target)
    {
        _target = target;
        _tools = new ToolDeltas(_open, target);
        _details = new ReasoningDetails(_open, target);
    }

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (data.IsEmpty)
        {
            events.Add(new Pinged());
        }
        else if (data.TrimEnd((byte)' ').SequenceEqual("[DONE]"u8))
        {
            events.Add(new Closed());
        }
        else
        {
            Chunk(name, data, events);
        }
    }

    private void Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        var reader = new Utf8JsonReader(data);
        JsonDocument? document;
        try
        {
            document = JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            Lines(name, data, events);
            return;
        }

        using (document)
        {
            var chunk = document.RootElement;
            if (chunk.Get("error") is not null || name.SequenceEqual("error"u8) || (chunk.Get("choices") is null && chunk.Text("message") is not null))
            {
                events.Add(new Failed(ErrorReading.Of(0, data, null)));
                return;
            }

            Start(chunk, events);
            if (chunk.Get("choices") is { ValueKind: JsonValueKind.Array } choices)
            {
                foreach (var choice in choices.EnumerateArray())
                {
                    Choice(choice, chunk, events);
                }
            }

            if (WholeReplyReader.Usage(chunk) is { } usage)
            {
                events.Add(new UsageCame(usage));
            }
        }
    }

    /// <summary>What is no JSON may be chunks that some server put no blank line between.</summary>
    private void Lines(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (!data.Contains((byte)'\n'))
        {
            events.Add(new Failed(new ProviderError(ErrorKind.Server, "The provider sent a chunk that is no JSON.")));
            return;
        }

        foreach (var line in data.Split((byte)'\n'))
        {
            if (!data[line].IsEmpty)
            {
                Take(name, data[line], events);
            }
        }
    }

    /// <summary>Azure's first chunk tells of filters only, and names neither id nor model.</summary>
    private void Start(JsonElement chunk, List<ReplyEvent> events)
    {
        if (!_started && (chunk.Text("id") is { Length: > 0 } || chunk.Items("choices").Any()))
        {
            _started = true;
            var id = chunk.Text("id") is { Length: > 0 } given ? given : null;
            _tools.Reply = id ?? string.Empty;
            events.Add(new Started(id, chunk.Text("model") is { Length: > 0 } model ? model : null));
        }
    }

    private void Choice(JsonElement choice, JsonElement chunk, List<ReplyEvent> events)
    {
        if (choice.Whole("index") is > 0)
        {
            return;
        }

        if ((choice.Get("delta") ?? choice.Get("message")) is { ValueKind: JsonValueKind.Object } delta)
        {
            Delta(delta, events);
        }

        Beside(chunk);
        if (StopWords.Read(choice) is { } stop)
        {
            End(stop, events);
        }
    }

    private void Delta(JsonElement delta, List<ReplyEvent> events)
    {
        _details.Take(delta, events);
        Content(delta.Get("content"), events);
        if (delta.Text("refusal") is { Length: > 0 } refusal)
        {
            _refused = true;
            events.Add(new Delta(_open.For(OpenKind.Refusal, events), refusal));
        }

        foreach (var image in delta.Items("images"))
        {
            if (image.Get("image_url")?.Text("url") is { } url)
            {
                _open.Whole(DataUrl.Read(MediaKind.Image, url), events);
            }
        }

        foreach (var citation in Annotations.Of(delta))
        {
            Cite(citation, events);
        }

        _tools.Take(delta, events);
    }

    private void Content(JsonElement? content, List<ReplyEvent> events)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            Text(text.GetString()!, events);
        }
        else if (content is { ValueKind: JsonValueKind.Array } parts)
        {
            foreach (var part in parts.EnumerateArray())
            {
                Part(part, events);
            }
        }
    }

    /// <summary>Mistral's content is a list of parts while it thinks or cites.</summary>
    private void Part(JsonElement part, List<ReplyEvent> events)
    {
        if (part.Get("thinking") is { } thinking)
        {
            _details.Think(PartReader.Thought(thinking), events);
        }
        else
        {
            Text(part.ValueKind == JsonValueKind.String ? part.GetString()! : part.Text("text") ?? string.Empty, events);
        }
    }

    private void Text(string text, List<ReplyEvent> events)
    {
        if (text.Length > 0)
        {
            _details.Close(events);
            events.Add(new Delta(_open.For(OpenKind.Text, events), text));
        }
    }

    /// <summary>Perplexity repeats them in every chunk; they are handed on once, at the end.</summary>
    private void Beside(JsonElement chunk)
    {
        if (_beside.Count == 0)
        {
            // Their JSON is not kept, so they may outlive the chunk.
            _beside.AddRange(Annotations.Beside(chunk));
        }
    }

    private void Cite(Citation citation, List<ReplyEvent> events)
    {
        if (_open.Text is { } key)
        {
            events.Add(new Cited(key, citation with { Raw = null }));
        }
    }

    private void End(Stop stop, List<ReplyEvent> events)
    {
        if (StopWords.IsFailure(stop.Raw))
        {
            events.Add(new Failed(new ProviderError(ErrorKind.Server, $"{_target.Provider} ended its reply with \"{stop.Raw}\".", stop.Raw)));
            return;
        }

        foreach (var citation in _beside)
        {
            Cite(citation, events);
        }

        _details.Close(events);
        events.Add(new Stopped(_refused && stop.Kind == StopKind.EndTurn ? stop with { Kind = StopKind.Refusal } : stop));
    }
}
