using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Writes what tools answered, a message each. The format has text only there: what else a tool answered follows in one message of the user, behind the
/// answers of all tools (bug B38).
/// </summary>
internal sealed class ResultWriter
{
    private const string Unanswered = "The call was interrupted; it has no result.";
    private readonly Utf8JsonWriter _json;
    private readonly EncodeFor _target;
    private readonly PartWriter _parts;
    private readonly ContentWriter _content;
    private readonly bool _isOwn;
    private readonly Dictionary<string, Queue<ToolResultBlock>> _all = [];
    private readonly HashSet<ToolResultBlock> _written = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string CallId, Block Media)> _media = [];

    public ResultWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, PartWriter parts)
    {
        (_json, _target, _parts) = (json, target, parts);
        _isOwn = request.From == WireFormat.Chat;
        _content = new ContentWriter(json, request.From, parts);
        foreach (var result in request.Turns.SelectMany(turn => turn.Blocks).OfType<ToolResultBlock>())
        {
            if (!_all.TryGetValue(result.CallId, out var answers))
            {
                _all[result.CallId] = answers = new Queue<ToolResultBlock>();
            }

            answers.Enqueue(result);
        }
    }

    /// <summary>The answers to the calls of a turn, wherever they stand in the conversation.</summary>
    public void Answer(Turn assistant)
    {
        foreach (var block in assistant.Blocks)
        {
            if (block is not ToolCallBlock call)
            {
                continue;
            }

            if (_all.TryGetValue(call.Id, out var answers) && answers.TryDequeue(out var result))
            {
                _written.Add(result);
                Write(result);
            }
            else
            {
                _json.WriteStartObject();
                _json.WriteString("role"u8, "tool"u8);
                _json.WriteString("tool_call_id"u8, ToolIds.For(_target.Traits.ToolIds, call.Id));
                _json.WriteString("content"u8, Unanswered);
                _json.WriteEndObject();
            }
        }
    }

    /// <summary>A result where the client's format has it; most are written by then.</summary>
    public void Take(ToolResultBlock result)
    {
        if (_written.Add(result))
        {
            Write(result);
        }
    }

    /// <summary>No more answers follow: the media of all of them.</summary>
    public void Flush()
    {
        if (_media.Count == 0)
        {
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("role"u8, "user"u8);
        _json.WriteStartArray("content"u8);
        string? labelled = null;
        foreach (var (callId, media) in _media)
        {
            if (callId != labelled)
            {
                _parts.Write(new TextBlock($"From the result of the tool call {ToolIds.For(_target.Traits.ToolIds, callId)}:"));
                labelled = callId;
            }

            _parts.Write(media);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _media.Clear();
    }

    private void Write(ToolResultBlock result)
    {
        var raw = _isOwn ? result.Raw : null;
        var mixed = result.Content.Any(block => block is MediaBlock { Source: not MediaSource.Text } or OpaqueBlock);
        _json.WriteStartObject();
        _json.WriteString("role"u8, "tool"u8);
        _json.WriteString("tool_call_id"u8, ToolIds.For(_target.Traits.ToolIds, result.CallId));
        if (raw is { } message && (!mixed || _target.Traits.ImagesInTools))
        {
            _content.Write(message, result.Content, "\n");
            Beside(message);
        }
        else
        {
            Content(result);
        }

        _json.WriteEndObject();
    }

    private void Beside(JsonElement message)
    {
        if (message.Text("role") == "tool")
        {
            _content.Beside(message);
        }
    }

    private void Content(ToolResultBlock result)
    {
        var taken = result.Content.Where(_parts.Takes).ToList();
        if (result.Cache is not null)
        {
            _parts.Marked(result);
        }

        if (_target.Traits.ImagesInTools && taken.Exists(block => block is MediaBlock { Kind: MediaKind.Image }))
        {
            _json.WriteStartArray("content"u8);
            foreach (var block in taken)
            {
                _parts.Write(block);
            }

            _json.WriteEndArray();
            return;
        }

        var media = taken.FindAll(block => block is MediaBlock { Source: not MediaSource.Text });
        foreach (var one in media)
        {
            _media.Add((result.CallId, one));
        }

        var text = string.Join('\n', taken.Where(block => !media.Contains(block)).Select(PartWriter.Words));
        if (text.Length == 0 && media.Count > 0)
        {
            text = "The result is in the user's message that follows.";
        }

        _json.WriteString("content"u8, result.IsError && !text.Contains("error", StringComparison.OrdinalIgnoreCase) ? $"Error: {text}" : text);
    }
}
