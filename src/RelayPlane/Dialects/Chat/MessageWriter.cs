using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Writes the conversation. The answers of tools follow the message that called them, wherever the client's format had them; a call that was never answered
/// gets a word that says so, as providers refuse it otherwise.
/// </summary>
internal sealed class MessageWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly NeutralRequest _request;
    private readonly EncodeFor _target;
    private readonly PartWriter _parts;
    private readonly ContentWriter _content;
    private readonly AssistantWriter _assistant;
    private readonly ResultWriter _results;

    public MessageWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
    {
        (_json, _request, _target) = (json, request, target);
        _parts = new PartWriter(json, request.From, target, losses);
        _content = new ContentWriter(json, request.From, _parts);
        _assistant = new AssistantWriter(json, request, target, losses, _content);
        _results = new ResultWriter(json, request, target, _parts);
    }

    private bool IsOwn => _request.From == WireFormat.Chat;

    public void Write()
    {
        _json.WriteStartArray();
        var turns = _request.Turns;
        for (var at = 0; at < turns.Count; at++)
        {
            if (turns[at].Role != Role.Assistant)
            {
                Plain(turns[at]);
                continue;
            }

            var turn = turns[at];
            while (!IsOwn && at + 1 < turns.Count && turns[at + 1].Role == Role.Assistant)
            {
                // Calls that a flat format has one by one are one message here.
                turn = turn with { Blocks = [.. turn.Blocks, .. turns[++at].Blocks] };
            }

            _assistant.Write(turn);
            _results.Answer(turn);
        }

        _results.Flush();
        _json.WriteEndArray();
    }

    private void Plain(Turn turn)
    {
        foreach (var block in turn.Blocks)
        {
            if (block is ToolResultBlock result)
            {
                _results.Take(result);
            }
        }

        _results.Flush();
        var blocks = turn.Blocks.Any(block => block is ToolResultBlock) ? [.. turn.Blocks.Where(block => block is not ToolResultBlock)] : turn.Blocks;
        var raw = IsOwn ? turn.Raw : null;
        if (raw is null && (blocks.Count == 0 || !_content.Takes(ref blocks)))
        {
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("role"u8, turn.Role switch
        {
            Role.User => "user",
            Role.System when IsOwn => "system",
            _ => _target.Traits.SystemRole,
        });
        _content.Write(raw, blocks, "\n\n");
        if (raw is { } message)
        {
            _content.Beside(message);
        }
        else if (turn.Name is { } name)
        {
            _json.WriteString("name"u8, name);
        }

        _json.WriteEndObject();
    }
}
