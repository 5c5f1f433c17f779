using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>A thought: its text as one part of a summary, its state as encrypted content, which a client hands back. It is not announced before it has either.</summary>
/// <param name="shown">Whether the client wants to read it; its state it gets anyway.</param>
internal sealed class ReasoningItem(EventFrame frame, int index, string id, bool shown) : OutputItem(frame, index, id)
{
    private readonly StringBuilder _text = new();
    private string? _state;
    private bool _announced;

    public override void Begin(Block head)
    {
        if (head is ThinkingBlock { State: { } state })
        {
            Seal(state);
        }
    }

    public override void More(string text)
    {
        if (!shown || text.Length == 0)
        {
            return;
        }

        if (_text.Length == 0)
        {
            Announce();
            Part("response.reasoning_summary_part.added"u8, string.Empty);
        }

        _text.Append(text);
        var json = Summary("response.reasoning_summary_text.delta"u8);
        json.WriteString("delta"u8, text);
        Frame.End();
    }

    public override void Seal(OpaqueState state) => _state = state.Format == WireFormat.Responses ? state.Data : state.Wrap();

    public override byte[]? Finish(string status)
    {
        if (_text.Length == 0 && _state is null)
        {
            return null;
        }

        Announce();
        if (_text.Length > 0)
        {
            var text = _text.ToString();
            var json = Summary("response.reasoning_summary_text.done"u8);
            json.WriteString("text"u8, text);
            Frame.End();
            Part("response.reasoning_summary_part.done"u8, text);
        }

        return Done(Item(whole: true));
    }

    private void Announce()
    {
        if (!_announced)
        {
            _announced = true;
            Added(Item(whole: false));
        }
    }

    private Utf8JsonWriter Summary(ReadOnlySpan<byte> type)
    {
        var json = Event(type);
        json.WriteNumber("summary_index"u8, 0);
        return json;
    }

    private void Part(ReadOnlySpan<byte> type, string text)
    {
        var json = Summary(type);
        json.WriteStartObject("part"u8);
        json.WriteString("type"u8, "summary_text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        Frame.End();
    }

    private byte[] Item(bool whole) => Frame.Piece((Item: this, Whole: whole), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, state.Item.Id);
        json.WriteString("type"u8, "reasoning"u8);
        json.WriteStartArray("summary"u8);
        if (state.Whole && state.Item._text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "summary_text"u8);
            json.WriteString("text"u8, state.Item._text.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (state.Whole)
        {
            // Without any, OpenAI would look for the item among those that it keeps, and not find it.
            json.WriteString("encrypted_content"u8, state.Item._state ?? OpaqueState.None);
        }

        json.WriteEndObject();
    });
}
