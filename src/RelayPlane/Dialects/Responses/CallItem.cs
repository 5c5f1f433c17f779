using System.Text;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>A call of a tool: of a function, with JSON as its arguments, or of a custom tool, with bare text.</summary>
/// <param name="custom">Whether the client knows the tool as a custom one.</param>
internal sealed class CallItem(EventFrame frame, int index, string id, bool custom) : OutputItem(frame, index, id)
{
    private readonly StringBuilder _text = new();
    private string _call = string.Empty;
    private string _name = string.Empty;
    private bool _wrapped;

    public override void Begin(Block head)
    {
        var call = (ToolCallBlock)head;
        (_call, _name) = (call.Id, call.Name);

        // Where the provider knew it as a function, the text is the one member of its arguments, and only whole can it be taken out.
        _wrapped = custom && !call.Freeform;
        Added(Item(string.Empty, "in_progress"));
        More(call.Arguments);
    }

    public override void More(string text)
    {
        _text.Append(text);
        if (!_wrapped && text.Length > 0)
        {
            Delta(text);
        }
    }

    public override byte[] Finish(string status)
    {
        var text = _text.ToString();
        if (_wrapped)
        {
            text = FreeformInput.Unwrap(text);
            Delta(text);
        }
        else if (text.Length == 0 && !custom)
        {
            text = "{}";
            Delta(text);
        }

        var json = Event(custom ? "response.custom_tool_call_input.done"u8 : "response.function_call_arguments.done"u8);
        if (!custom)
        {
            json.WriteString("name"u8, _name);
        }

        json.WriteString(custom ? "input"u8 : "arguments"u8, text);
        Frame.End();
        return Done(Item(text, status));
    }

    private void Delta(string text)
    {
        var json = Event(custom ? "response.custom_tool_call_input.delta"u8 : "response.function_call_arguments.delta"u8);
        json.WriteString("delta"u8, text);
        Frame.End();
    }

    private byte[] Item(string text, string status) => Frame.Piece((Item: this, Text: text, Status: status, Custom: custom), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, state.Item.Id);
        json.WriteString("type"u8, state.Custom ? "custom_tool_call"u8 : "function_call"u8);
        json.WriteString("status"u8, state.Status);
        json.WriteString("call_id"u8, state.Item._call);
        json.WriteString("name"u8, state.Item._name);
        json.WriteString(state.Custom ? "input"u8 : "arguments"u8, state.Text);
        json.WriteEndObject();
    });
}
