using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayPlane.Sandbox.Writing;

/// <summary>Builds one server-sent event, or one whole JSON body, in a buffer that is used again for the next.</summary>
internal sealed class FrameWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    public FrameWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>Providers write characters as they are, not as escapes. Nothing is validated: the tests read it all back.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>A JSON writer behind what has been written so far.</summary>
    public Utf8JsonWriter Json()
    {
        _json.Reset();
        return _json;
    }

    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Starts an event; an empty name writes no <c>event:</c> line.</summary>
    public Utf8JsonWriter Event(ReadOnlySpan<byte> name)
    {
        if (!name.IsEmpty)
        {
            Raw("event: "u8);
            Raw(name);
            Raw("\n"u8);
        }

        Raw("data: "u8);
        return Json();
    }

    public void EndEvent()
    {
        _json.Flush();
        Raw("\n\n"u8);
    }

    public void Flush() => _json.Flush();

    public void Clear() => _buffer.ResetWrittenCount();

    public void Dispose() => _json.Dispose();
}
