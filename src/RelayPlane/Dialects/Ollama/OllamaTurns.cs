using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Makes the messages of a conversation: what cannot be said is left out aloud, or refused. Results of tools are messages of their own, by the tool's name.</summary>
internal sealed class OllamaTurns(NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly List<OllamaMessage> _messages = [];

    public List<OllamaMessage> Messages()
    {
        foreach (var turn in request.Turns)
        {
            if (turn.Name is not null)
            {
                losses.Drop(Field.ParticipantName);
            }

            Turn(turn.Role switch { Role.System or Role.Developer => "system", Role.Assistant => "assistant", _ => "user" }, turn.Blocks);
        }

        return _messages;
    }

    private void Turn(string role, IReadOnlyList<Block> blocks)
    {
        var message = new OllamaMessage(role);
        foreach (var block in blocks)
        {
            if (block.Cache is not null)
            {
                losses.Drop(Field.CacheMarks);
            }

            if (block is ToolResultBlock result)
            {
                Put(message);
                message = new OllamaMessage(role);
                Result(result);
            }
            else
            {
                Block(block, message);
            }
        }

        Put(message);
    }

    private void Block(Block block, OllamaMessage to)
    {
        switch (block)
        {
            case TextBlock text:
                if (text.Citations.Count > 0)
                {
                    losses.Drop(Field.Citations);
                }

                Say(text.Text, to);
                break;
            case RefusalBlock refusal:
                Say(refusal.Text, to);
                break;
            case ThinkingBlock { Redacted: false, Text.Length: > 0 } thought when target.Traits.Replay != ReasoningReplay.Strip:
                to.Thoughts.Add(thought.Text);
                break;
            case ThinkingBlock:
                losses.Drop(Field.ThinkingHistory);
                break;
            case ToolCallBlock call:
                _names[call.Id] = call.Name;
                to.Calls.Add(call);
                break;
            case MediaBlock media:
                Media(media, to);
                break;
            case OpaqueBlock opaque:
                Unsaid.Opaque(opaque, target, losses);
                break;
        }
    }

    private static void Say(string text, OllamaMessage to)
    {
        if (text.Length > 0)
        {
            to.Texts.Add(text);
        }
    }

    private void Media(MediaBlock media, OllamaMessage to)
    {
        var field = Unsaid.FieldOf(media.Kind);
        if (media.Source == MediaSource.Text)
        {
            Say(media.Data, to);
        }
        else if (media.Source == MediaSource.FileId)
        {
            losses.Foreign(FieldNames.Of(request.From, field), $"names a file that {target.Provider} does not hold");
        }
        else if (media.Kind != MediaKind.Image || !target.Traits.Images)
        {
            losses.Refuse(field, $"cannot be taken by {target.Provider}/{target.Model}");
        }
        else if (media.Source == MediaSource.Url)
        {
            losses.Refuse(field, $"must hold the data itself, not an address, at {target.Provider}/{target.Model}");
        }
        else
        {
            to.Images.Add(media.Data);
        }
    }

    private void Result(ToolResultBlock result)
    {
        var name = result.Name ?? _names.GetValueOrDefault(result.CallId) ?? string.Empty;
        var message = new OllamaMessage("tool") { ToolName = target.ToolNames.Up(name) };
        foreach (var part in result.Content)
        {
            Block(part, message);
        }

        if (result.IsError && !message.Texts.Exists(text => text.Contains("error", StringComparison.OrdinalIgnoreCase)))
        {
            // There is no other place to say so.
            message.Texts.Insert(0, "Error:");
        }

        Put(message);
    }

    private void Put(OllamaMessage message)
    {
        if (!message.IsEmpty)
        {
            _messages.Add(message);
        }
    }
}
