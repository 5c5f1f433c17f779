using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>A message: texts and refusals that follow each other are its parts.</summary>
internal sealed class MessageItem(EventFrame frame, int index, string id) : OutputItem(frame, index, id)
{
    private readonly List<byte[]> _parts = [];
    private readonly List<byte[]> _annotations = [];
    private readonly StringBuilder _text = new();
    private bool _announced;
    private bool _refusal;

    public override void Begin(Block head)
    {
        if (!_announced)
        {
            _announced = true;
            Added(Item("in_progress"));
        }

        _text.Clear();
        _annotations.Clear();
        _refusal = head is RefusalBlock;
        Part("response.content_part.added"u8, Part());
    }

    public override void More(string text)
    {
        _text.Append(text);
        var json = Content(_refusal ? "response.refusal.delta"u8 : "response.output_text.delta"u8);
        json.WriteString("delta"u8, text);
        Logprobs(json);
        Frame.End();
    }

    public override void Cite(Citation citation)
    {
        if (_refusal || citation.Url is null)
        {
            return;
        }

        var annotation = Frame.Piece((citation, _text.Length), Annotation);
        var json = Content("response.output_text.annotation.added"u8);
        json.WriteNumber("annotation_index"u8, _annotations.Count);
        json.WritePropertyName("annotation"u8);
        json.WriteRawValue(annotation, skipInputValidation: true);
        Frame.End();
        _annotations.Add(annotation);
    }

    public override void End()
    {
        var json = Content(_refusal ? "response.refusal.done"u8 : "response.output_text.done"u8);
        json.WriteString(_refusal ? "refusal"u8 : "text"u8, _text.ToString());
        Logprobs(json);
        Frame.End();
        var part = Part();
        Part("response.content_part.done"u8, part);
        _parts.Add(part);
    }

    public override byte[] Finish(string status) => Done(Item(status));

    private void Logprobs(Utf8JsonWriter json)
    {
        if (!_refusal)
        {
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }
    }

    private Utf8JsonWriter Content(ReadOnlySpan<byte> type)
    {
        var json = Event(type);
        json.WriteNumber("content_index"u8, _parts.Count);
        return json;
    }

    private void Part(ReadOnlySpan<byte> type, byte[] part)
    {
        var json = Content(type);
        json.WritePropertyName("part"u8);
        json.WriteRawValue(part, skipInputValidation: true);
        Frame.End();
    }

    private byte[] Part() => Frame.Piece(this, static (json, item) =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, item._refusal ? "refusal"u8 : "output_text"u8);
        json.WriteString(item._refusal ? "refusal"u8 : "text"u8, item._text.ToString());
        if (!item._refusal)
        {
            Array(json, "annotations"u8, item._annotations);
            Array(json, "logprobs"u8, []);
        }

        json.WriteEndObject();
    });

    private byte[] Item(string status) => Frame.Piece((Item: this, Status: status), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, state.Item.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, state.Status);
        json.WriteString("role"u8, "assistant"u8);
        Array(json, "content"u8, state.Item._parts);
        json.WriteEndObject();
    });

    private static void Array(Utf8JsonWriter json, ReadOnlySpan<byte> name, List<byte[]> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteRawValue(item, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    /// <summary>Where no place is known, it supports all of the text so far.</summary>
    private static void Annotation(Utf8JsonWriter json, (Citation Citation, int Length) state)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "url_citation"u8);
        json.WriteString("url"u8, state.Citation.Url);
        json.WriteString("title"u8, state.Citation.Title ?? string.Empty);
        json.WriteNumber("start_index"u8, state.Citation.Start ?? 0);
        json.WriteNumber("end_index"u8, state.Citation.End ?? state.Length);
        json.WriteEndObject();
    }
}
