using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Tells the model how much to think, in the words of its provider.</summary>
internal sealed class ReasoningWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly ModelTraits _traits = target.Traits;

    public void Write()
    {
        switch (_traits.Reasoning)
        {
            case ReasoningStyle.None:
                // Not to think is what such a model does anyway.
                if (request.Reasoning is { AsEffort: not Effort.None })
                {
                    losses.Drop(Field.Reasoning);
                }

                break;
            case ReasoningStyle.Switch:
                Switch();
                break;
            case ReasoningStyle.Object:
                Object();
                break;
            default:
                Level();
                break;
        }
    }

    private void Level()
    {
        if (Own("reasoning_effort") is { } own && IsKnown(own))
        {
            json.WritePropertyName("reasoning_effort"u8);
            own.WriteTo(json);
        }
        else if (request.Reasoning?.AsEffort is { } effort)
        {
            json.WriteString("reasoning_effort"u8, Efforts.Nearest(effort, _traits.Efforts));
        }
    }

    private void Switch()
    {
        if (Own("thinking") is { } own)
        {
            json.WritePropertyName("thinking"u8);
            own.WriteTo(json);
            if (Own("reasoning_effort") is { } effort && IsKnown(effort))
            {
                // Z.ai and DeepSeek know both.
                json.WritePropertyName("reasoning_effort"u8);
                effort.WriteTo(json);
            }
        }
        else if (request.Reasoning is { } ask && (ask.AsEffort is not null || ask.Enabled is not null))
        {
            var thinks = ask.AsEffort != Effort.None || !_traits.ThinkingOff;
            json.WriteStartObject("thinking"u8);
            json.WriteString("type"u8, thinks ? "enabled"u8 : "disabled"u8);
            json.WriteEndObject();
        }
    }

    private void Object()
    {
        if (Own("reasoning") is { } own)
        {
            json.WritePropertyName("reasoning"u8);
            own.WriteTo(json);
            return;
        }

        if (request.Reasoning is not { } ask)
        {
            return;
        }

        json.WriteStartObject("reasoning"u8);
        if (ask.AsEffort == Effort.None && _traits.ThinkingOff)
        {
            json.WriteBoolean("enabled"u8, false);
        }
        else if (ask.Budget is > 0)
        {
            json.WriteNumber("max_tokens"u8, ask.Budget.Value);
        }
        else if (ask.AsEffort is { } effort)
        {
            json.WriteString("effort"u8, Efforts.Nearest(effort, _traits.Efforts));
        }
        else if (ask.Enabled == true)
        {
            json.WriteBoolean("enabled"u8, true);
        }

        if (ask.Show == false)
        {
            json.WriteBoolean("exclude"u8, true);
        }

        json.WriteEndObject();
    }

    private bool IsKnown(JsonElement effort) =>
        _traits.Efforts.Count == 0 || (effort.ValueKind == JsonValueKind.String && _traits.Efforts.Contains(effort.GetString()!));

    /// <summary>What a client of this format said in the very words of this provider, with all that it says beside.</summary>
    private JsonElement? Own(string name) =>
        request.From == WireFormat.Chat ? request.Rest.FirstOrDefault(member => member.Name == name)?.Value : null;
}
