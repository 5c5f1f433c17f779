using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes the body of <c>/v1/messages</c>.</summary>
internal sealed class MessagesRequestWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <summary>This format cannot ask for an object without a schema, but in words.</summary>
    private const string OnlyJson = "Respond with a single JSON object only.";

    private readonly bool _same = request.From == WireFormat.Messages;

    public void Write()
    {
        var plan = MessagesPlan.Of(new MessagesFit(request, target, losses).Turns(), request.From, target.Traits.MidSystem);
        var tools = new MessagesToolWriter(json, request, target, losses);
        var choice = tools.Choice();
        var thinking = Thinking(plan, ref choice);

        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        json.WriteNumber("max_tokens"u8, thinking.MaxOutput);
        var blocks = new MessagesBlockWriter(json, target.ToolNames, _same);
        var format = Format();
        if (format is { Schema: null })
        {
            plan.System.Add(new TextBlock(OnlyJson));
        }

        if (plan.System.Count > 0)
        {
            json.WritePropertyName("system"u8);
            blocks.All(plan.System);
        }

        json.WriteStartArray("messages"u8);
        foreach (var turn in plan.Turns)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, turn.Role switch { Role.User => "user", Role.Assistant => "assistant", _ => "system" });
            json.WritePropertyName("content"u8);
            blocks.All(turn.Blocks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (_same)
        {
            tools.Write(null, plan.Turns);
            Own();
        }
        else
        {
            tools.Write(choice, plan.Turns);
            thinking.Write(json);
            OutputConfig(thinking.Effort, format?.Schema);
            losses.Take(request.Rest, target);
        }

        new MessagesSettings(json, request, target, losses).Write(thinking);
        if (target.Stream)
        {
            json.WriteBoolean("stream"u8, true);
        }

        json.WriteEndObject();
    }

    private MessagesThinking Thinking(Dialogue plan, ref ToolChoice? choice)
    {
        if (_same)
        {
            return new MessagesThinking(null, request.MaxOutput ?? target.Traits.MaxOutput ?? 4096);
        }

        var forced = choice is { Forces: true } && request.Tools.Count > 0 && !target.Traits.ForcedToolsWithThinking;
        var thinking = MessagesThinking.Of(request, target, forced || plan.ContinuesWithoutThought, losses);
        if (forced && thinking.On)
        {
            losses.Refuse(Field.ToolChoice, $"cannot be forced while {target.Provider}/{target.Model} thinks");
            choice = ToolChoice.Auto;
        }

        return thinking;
    }

    /// <summary>What came in this format and says more than the neutral form holds goes up as it came.</summary>
    private void Own()
    {
        foreach (var member in request.Rest)
        {
            if (!member.Name.Contains('.'))
            {
                json.WritePropertyName(member.Name);
                member.Value.WriteTo(json);
            }
        }
    }

    private OutputFormat? Format()
    {
        if (_same || request.Format is not { } format)
        {
            return null;
        }

        var tooMuch = request.Tools.Count > 0 && !target.Traits.JsonWithTools;
        if (format.Schema is not null && (!target.Traits.JsonSchema || tooMuch))
        {
            losses.Refuse(Field.Format, $"cannot be held to a schema at {target.Provider}/{target.Model}{(tooMuch ? " together with tools" : string.Empty)}");
            return null;
        }

        return format;
    }

    private void OutputConfig(string? effort, JsonElement? schema)
    {
        if (effort is null && schema is null)
        {
            return;
        }

        json.WriteStartObject("output_config"u8);
        if (effort is not null)
        {
            json.WriteString("effort"u8, effort);
        }

        if (schema is { } answer)
        {
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.WritePropertyName("schema"u8);
            MessagesSchema.WriteAnswer(json, answer);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
