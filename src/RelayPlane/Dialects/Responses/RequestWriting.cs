using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>
/// Writes a request of <c>/v1/responses</c>. One that came in this format is written as it was, with nothing added. For any other nothing is stored, and
/// encrypted reasoning is asked for, so that the client can hold the state itself.
/// </summary>
internal sealed class RequestWriting(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly bool _same = request.From == WireFormat.Responses;

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        var first = Instructions();
        Input(first);
        var tools = new ToolWriting(json, request, target, losses);
        tools.Tools();
        tools.Choice();
        new SettingWriting(json, request, target, losses).Write();
        if (target.Stream)
        {
            json.WriteBoolean("stream"u8, true);
        }

        if (_same)
        {
            Rest();
        }
        else
        {
            losses.Take(request.Rest, target);
            json.WriteBoolean("store"u8, false);
            json.WriteStartArray("include"u8);
            json.WriteStringValue("reasoning.encrypted_content"u8);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <returns>The first turn that is not in them.</returns>
    private int Instructions()
    {
        if (_same)
        {
            var written = request.Turns is [{ Role: Role.System, Blocks: [TextBlock { Raw.ValueKind: JsonValueKind.String } only] }, ..] ? only : null;
            if (written is not null)
            {
                json.WriteString("instructions"u8, written.Text);
            }

            return written is null ? 0 : 1;
        }

        var texts = new List<string>();
        var at = 0;
        for (; at < request.Turns.Count && request.Turns[at] is { Role: Role.System or Role.Developer } turn; at++)
        {
            // What must stay parts, for a mark or a picture, stays a turn.
            if (!turn.Blocks.All(block => block is TextBlock && (block.Cache is null || target.Traits.CacheMarks != CacheMarks.Breakpoint)))
            {
                break;
            }

            foreach (var block in turn.Blocks)
            {
                texts.Add(((TextBlock)block).Text);
                if (block.Cache is not null)
                {
                    losses.Drop(Field.CacheMarks);
                }
            }
        }

        if (texts.Count > 0)
        {
            json.WriteString("instructions"u8, string.Join("\n\n", texts));
        }

        return at;
    }

    private void Input(int first)
    {
        if (_same && first < request.Turns.Count && request.Turns[first].Blocks is [TextBlock { Raw.ValueKind: JsonValueKind.String } only])
        {
            json.WriteString("input"u8, only.Text);
            return;
        }

        // Whether it was empty or not there at all, the rest says.
        if (_same && request.Turns.Count == first)
        {
            return;
        }

        json.WriteStartArray("input"u8);
        var items = new ItemWriting(json, request, target, losses);
        for (var at = first; at < request.Turns.Count; at++)
        {
            items.Write(request.Turns[at]);
        }

        json.WriteEndArray();
    }

    private void Rest()
    {
        foreach (var member in request.Rest)
        {
            if (member.Name.AsSpan().ContainsAny('.', '[') || (member.Name == "stream" && target.Stream))
            {
                continue;
            }

            json.WritePropertyName(member.Name);
            member.Value.WriteTo(json);
        }
    }
}
