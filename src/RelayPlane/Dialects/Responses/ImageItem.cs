using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>A picture that a model drew (Gemini), as Responses has it: the result of a call of its image tool.</summary>
internal sealed class ImageItem(EventFrame frame, int index, string id) : OutputItem(frame, index, id)
{
    private string _data = string.Empty;

    public override void Begin(Block head)
    {
        Added(Item("in_progress"));
        _data = ((MediaBlock)head).Data;
    }

    public override void More(string text)
    {
    }

    public override byte[] Finish(string status) => Done(Item("completed"));

    private byte[] Item(string status) => Frame.Piece((Item: this, Status: status), static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, state.Item.Id);
        json.WriteString("type"u8, "image_generation_call"u8);
        json.WriteString("status"u8, state.Status);
        if (state.Item._data.Length > 0)
        {
            json.WriteString("result"u8, state.Item._data);
        }
        else
        {
            json.WriteNull("result"u8);
        }

        json.WriteEndObject();
    });
}
