using System.Buffers;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes the single events of a streamed reply, and counts its blocks: no two are open at once, and their indexes have no gaps.</summary>
/// <param name="json">Is pointed anew at each event, so that an event allocates nothing.</param>
internal sealed class MessagesEvents(Utf8JsonWriter json)
{
    private int _index = -1;

    /// <summary>Where the events go.</summary>
    public IBufferWriter<byte> To { get; set; } = null!;

    public Utf8JsonWriter Json => json;

    public bool HasOpenBlock { get; private set; }

    /// <summary>Begins an event whose members follow.</summary>
    public void Open(ReadOnlySpan<byte> type)
    {
        Name(type);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
    }

    public void Close()
    {
        json.WriteEndObject();
        Send();
    }

    public void OpenBlock(ReadOnlySpan<byte> type)
    {
        HasOpenBlock = true;
        Open("content_block_start"u8);
        json.WriteNumber("index"u8, ++_index);
        json.WriteStartObject("content_block"u8);
        json.WriteString("type"u8, type);
    }

    /// <summary>Ends the event that an inner object was opened in.</summary>
    public void CloseInner()
    {
        json.WriteEndObject();
        Close();
    }

    public void OpenDelta(ReadOnlySpan<byte> type)
    {
        Open("content_block_delta"u8);
        json.WriteNumber("index"u8, _index);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, type);
    }

    public void Piece(ReadOnlySpan<byte> type, ReadOnlySpan<byte> member, ReadOnlySpan<char> text)
    {
        OpenDelta(type);
        json.WriteString(member, text);
        CloseInner();
    }

    public void StopBlock()
    {
        if (HasOpenBlock)
        {
            HasOpenBlock = false;
            Open("content_block_stop"u8);
            json.WriteNumber("index"u8, _index);
            Close();
        }
    }

    /// <summary>The error that the stream ends in.</summary>
    public void Error(ProviderError error, ReplyContext context) => To.Write(ProviderErrorBody.InStream(WireFormat.Messages, error, context));

    private void Name(ReadOnlySpan<byte> name)
    {
        To.Write("event: "u8);
        To.Write(name);
        To.Write("\ndata: "u8);
        json.Reset(To);
    }

    private void Send()
    {
        json.Flush();
        To.Write("\n\n"u8);
    }
}
