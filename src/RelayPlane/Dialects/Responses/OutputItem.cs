using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>One item of a response's output while it is written: its events as they come, and the whole of it at its end.</summary>
/// <param name="index">Its place in the output.</param>
/// <param name="id">Its one id in every event.</param>
internal abstract class OutputItem(EventFrame frame, int index, string id)
{
    protected EventFrame Frame { get; } = frame;

    protected string Id { get; } = id;

    /// <summary>A block begins in it.</summary>
    public abstract void Begin(Block head);

    /// <summary>More of the block's text.</summary>
    public abstract void More(string text);

    public virtual void Seal(OpaqueState state)
    {
    }

    public virtual void Cite(Citation citation)
    {
    }

    /// <summary>The block ends. The item may go on.</summary>
    public virtual void End()
    {
    }

    /// <summary>The item ends.</summary>
    /// <param name="status"><c>completed</c> or <c>incomplete</c>.</param>
    /// <returns>The item as JSON; null where there was nothing to say after all.</returns>
    public abstract byte[]? Finish(string status);

    protected void Added(byte[] item) => Item("response.output_item.added"u8, item);

    protected byte[] Done(byte[] item)
    {
        Item("response.output_item.done"u8, item);
        return item;
    }

    /// <summary>Begins an event that concerns the item.</summary>
    protected Utf8JsonWriter Event(ReadOnlySpan<byte> type)
    {
        var json = Frame.Begin(type);
        json.WriteString("item_id"u8, Id);
        json.WriteNumber("output_index"u8, index);
        return json;
    }

    private void Item(ReadOnlySpan<byte> type, byte[] item)
    {
        var json = Frame.Begin(type);
        json.WriteNumber("output_index"u8, index);
        json.WritePropertyName("item"u8);
        json.WriteRawValue(item, skipInputValidation: true);
        Frame.End();
    }
}
