using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Frames the events of a streamed response: name, type and number of each, in one buffer that is used again.</summary>
internal sealed class EventFrame
{
    private readonly Utf8JsonWriter _json = Aside();
    private readonly Utf8JsonWriter _item = Aside();
    private IBufferWriter<byte> _to = new ArrayBufferWriter<byte>();
    private long _number;

    /// <summary>Where events go from now on.</summary>
    public void To(IBufferWriter<byte> to) => _to = to;

    public void Comment() => _to.Write(": ping\n\n"u8);

    /// <summary>Begins an event; <see cref="End"/> must follow.</summary>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> type)
    {
        _to.Write("event: "u8);
        _to.Write(type);
        _to.Write("\ndata: "u8);
        _json.Reset(_to);
        _json.WriteStartObject();
        _json.WriteString("type"u8, type);
        _json.WriteNumber("sequence_number"u8, _number++);
        return _json;
    }

    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _to.Write("\n\n"u8);
    }

    /// <summary>A piece of JSON that is needed more than once.</summary>
    public byte[] Piece<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var aside = new ArrayBufferWriter<byte>();
        _item.Reset(aside);
        write(_item, state);
        _item.Flush();
        return aside.WrittenSpan.ToArray();
    }

    /// <summary>A writer that is pointed elsewhere before each use. It holds no stream, so there is nothing to dispose of.</summary>
    private static Utf8JsonWriter Aside() => new(new ArrayBufferWriter<byte>(), NeutralJson.Readable);
}
