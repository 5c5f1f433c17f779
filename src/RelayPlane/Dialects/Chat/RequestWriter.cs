using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Writes a Chat Completions request as one model at one provider takes it. Members always come in the same order, so that the same request is the same
/// bytes and a prompt's cache holds (bug B51).
/// </summary>
internal sealed class RequestWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly ModelTraits _traits = target.Traits;

    private bool IsOwn => request.From == WireFormat.Chat;

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        json.WritePropertyName("messages"u8);
        new MessageWriter(json, request, target, losses).Write();
        new ToolWriter(json, request, target, losses).Write();
        new SettingsWriter(json, request, target, losses).Write();
        new ReasoningWriter(json, request, target, losses).Write();
        Format();
        Stream();
        Rest();
        json.WriteEndObject();
    }

    private void Format()
    {
        if (request.Format is not { } format)
        {
            return;
        }

        var tools = request.Tools.Any(tool => tool.Hosted == HostedTool.None);
        if (!(_traits.JsonSchema || _traits.JsonObject) || (tools && !_traits.JsonWithTools) || _traits.Refuses.Contains("response_format"))
        {
            losses.Refuse(Field.Format, tools && !_traits.JsonWithTools ? $"does not go together with tools at {Where}" : $"cannot be had at {Where}");
            return;
        }

        if (format.Schema is not null && !_traits.JsonSchema)
        {
            losses.Refuse(Field.Format, $"cannot be held to a JSON schema at {Where}");
        }

        json.WriteStartObject("response_format"u8);
        if (_traits.JsonSchema && (format.Schema is not null || !_traits.JsonObject))
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            Schema(format);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }

        json.WriteEndObject();
    }

    private string Where => $"{target.Provider}/{target.Model}";

    private void Schema(OutputFormat format)
    {
        json.WriteString("name"u8, format.Name ?? "response");
        if (format.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        json.WritePropertyName("schema"u8);
        if (format.Schema is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "object"u8);
            json.WriteEndObject();
        }

        if (format.Strict is { } strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }
    }

    private void Stream()
    {
        if (!target.Stream)
        {
            return;
        }

        json.WriteBoolean("stream"u8, true);
        var kept = IsOwn ? RestValue("stream_options") : null;
        if (!target.TakesIncludeUsage || _traits.Refuses.Contains("stream_options"))
        {
            return;
        }

        // Always asked for, as the ledger wants it; the client's writer sends it on only where the client asked too.
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        if (kept is { ValueKind: JsonValueKind.Object } options)
        {
            foreach (var option in options.EnumerateObject().Where(option => option.Name != "include_usage"))
            {
                option.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private JsonElement? RestValue(string name) => request.Rest.FirstOrDefault(member => member.Name == name)?.Value;

    private void Rest()
    {
        if (!IsOwn)
        {
            losses.Take(request.Rest, target);
            return;
        }

        foreach (var member in request.Rest)
        {
            if (Takes(member))
            {
                json.WritePropertyName(member.Name);
                member.Value.WriteTo(json);
            }
        }
    }

    /// <summary>Whether a member that was kept as it is goes up; those that other writers answer for do not.</summary>
    private bool Takes(RestMember member)
    {
        switch (member.Name)
        {
            case "stream_options" or "reasoning" or "reasoning_effort" or "thinking":
                return false;
            case "user" when _traits.EndUserField == "user":
                return false;
            case "logprobs" or "top_logprobs" when !_traits.Logprobs && member.Weight != LossWeight.None:
            case var name when _traits.Refuses.Contains(name) && member.Weight != LossWeight.None:
                losses.Drop(member.Name);
                return false;
            case "logit_bias" when !_traits.LogitBias && member.Weight != LossWeight.None:
                losses.Refuse(member.Name, $"is not taken at {Where}");
                return false;
            case "logprobs" or "top_logprobs" when !_traits.Logprobs:
            case "logit_bias" when !_traits.LogitBias:
            case var name when _traits.Refuses.Contains(name):
                return false;
            default:
                return true;
        }
    }
}
