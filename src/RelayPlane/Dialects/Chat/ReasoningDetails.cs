using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Follows what a streamed reply thinks. OpenRouter's <c>reasoning_details</c> come in pieces, which are put together again to the state of the block.</summary>
internal sealed class ReasoningDetails(OpenBlock open, EncodeFor target)
{
    private readonly List<Detail> _details = [];
    private bool _said;

    public void Take(JsonElement delta, List<ReplyEvent> events)
    {
        var text = History.Said(delta);
        _said |= text.Length > 0;
        if (delta.Get("reasoning_details") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0)
        {
            foreach (var detail in details.EnumerateArray())
            {
                Add(detail);
            }

            // Their words are the same ones again where the reply has them by a name of their own (bug B30).
            text = _said ? text : History.Text(details);
        }

        Think(text, events);
    }

    public void Think(string text, List<ReplyEvent> events)
    {
        if (text.Length > 0)
        {
            events.Add(new Delta(open.For(OpenKind.Thinking, events), text));
        }
    }

    /// <summary>The thought is over, or the reply: its state is known. Details that come when the thought is closed are a block without words.</summary>
    public void Close(List<ReplyEvent> events)
    {
        if (_details.Count == 0)
        {
            return;
        }

        var key = open.For(OpenKind.Thinking, events);
        events.Add(new StateCame(key, new OpaqueState(WireFormat.Chat, Json(), target.Provider, target.Key)));
        _details.Clear();
        open.Leave();
    }

    private void Add(JsonElement piece)
    {
        var detail = new Detail(piece.Text("type"), piece.Whole("index"));
        if (_details.Count > 0 && _details[^1].IsSame(detail))
        {
            detail = _details[^1];
        }
        else
        {
            _details.Add(detail);
        }

        foreach (var member in piece.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && member.Name is "text" or "summary" or "data")
            {
                detail.Grow(member.Name, member.Value.GetString()!);
            }
            else if (member.Value.ValueKind != JsonValueKind.Null || !detail.Members.ContainsKey(member.Name))
            {
                detail.Members[member.Name] = member.Value.GetRawText();
            }
        }
    }

    private string Json()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            json.WriteStartArray();
            foreach (var detail in _details)
            {
                detail.Write(json);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One of them, as far as it has come.</summary>
    private sealed class Detail(string? type, long? index)
    {
        private readonly Dictionary<string, StringBuilder> _texts = [];

        public Dictionary<string, string> Members { get; } = [];

        public bool IsSame(Detail other) => other.IsOf(type, index);

        public void Grow(string name, string text)
        {
            if (!_texts.TryGetValue(name, out var grown))
            {
                _texts[name] = grown = new StringBuilder();
            }

            grown.Append(text);
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            foreach (var (name, text) in _texts)
            {
                json.WriteString(name, text.ToString());
            }

            foreach (var (name, value) in Members)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value, true);
            }

            json.WriteEndObject();
        }

        private bool IsOf(string? otherType, long? otherIndex) => type == otherType && index == otherIndex;
    }
}
