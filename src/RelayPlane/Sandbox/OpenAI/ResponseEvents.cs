using System.Text;
using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>The events of a Responses stream, each written whole and numbered.</summary>
internal sealed class ResponseEvents(FrameWriter frame, Answer answer, int first = 0)
{
    private int _sequence = first;

    public void LifeCycle(string type, string status)
    {
        var json = Open(type);
        json.WritePropertyName("response"u8);
        ResponseBody.Write(json, answer, status);
        End(json);
    }

    public void Item(string type, int output, Action<Utf8JsonWriter> item)
    {
        var json = Open(type);
        json.WriteNumber("output_index"u8, output);
        json.WritePropertyName("item"u8);
        item(json);
        End(json);
    }

    public void ContentPart(string type, string id, int output, ReadOnlySpan<byte> text)
    {
        var json = Open(type, id, output);
        json.WriteNumber("content_index"u8, 0);
        json.WritePropertyName("part"u8);
        ResponseItems.OutputText(json, text);
        End(json);
    }

    public void OutputText(string type, string name, string id, int output, ReadOnlySpan<byte> text)
    {
        var json = Open(type, id, output);
        json.WriteNumber("content_index"u8, 0);
        json.WriteString(name, text);
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
        End(json);
    }

    public void SummaryPart(string type, string id, int output, ReadOnlySpan<byte> text)
    {
        var json = Open(type, id, output);
        json.WriteNumber("summary_index"u8, 0);
        json.WritePropertyName("part"u8);
        ResponseItems.SummaryText(json, text);
        End(json);
    }

    public void SummaryText(string type, string name, string id, int output, ReadOnlySpan<byte> text)
    {
        var json = Open(type, id, output);
        json.WriteNumber("summary_index"u8, 0);
        json.WriteString(name, text);
        End(json);
    }

    public void Arguments(string type, string name, CallSketch call, int output, ReadOnlySpan<byte> arguments)
    {
        var json = Open(type, ResponseItems.CallId(call), output);
        json.WriteString(name, arguments);
        if (name == "arguments")
        {
            json.WriteString("name"u8, call.Name);
        }

        End(json);
    }

    private Utf8JsonWriter Open(string type, string id, int output)
    {
        var json = Open(type);
        json.WriteString("item_id"u8, id);
        json.WriteNumber("output_index"u8, output);
        return json;
    }

    private Utf8JsonWriter Open(string type)
    {
        Span<byte> name = stackalloc byte[64];
        var json = frame.Event(name[..Encoding.ASCII.GetBytes(type, name)]);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("sequence_number"u8, _sequence++);
        return json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        frame.EndEvent();
    }
}
