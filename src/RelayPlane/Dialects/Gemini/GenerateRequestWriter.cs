using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes the body of a <c>:generateContent</c> or <c>:streamGenerateContent</c> call; the model and whether to stream are in its path.</summary>
internal static class GenerateRequestWriter
{
    public static void Write(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
    {
        var own = request.From == WireFormat.Generate;
        var rebuilds = !own || RebuildsTools(request, target);
        json.WriteStartObject();
        new ContentsWriter(json, request, target, losses).Write();
        if (rebuilds)
        {
            new ToolsWriter(json, request, target, losses).Write();
        }

        new ConfigWriter(json, request, target, losses).Write();
        if (own)
        {
            foreach (var member in request.Rest)
            {
                var isTools = member.Name is "tools" or "toolConfig" or "tool_config";
                if (!(isTools && rebuilds) && !member.Name.StartsWith(GenerateRequestReader.ConfigPrefix, StringComparison.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    member.Value.WriteTo(json);
                }
            }
        }
        else
        {
            WriteRest(json, request, target, losses);
        }

        json.WriteEndObject();
    }

    /// <summary>Whether Gemini's own tools have to be said in other words: the model knows no JSON Schema, or other names, or they came without their JSON.</summary>
    private static bool RebuildsTools(NeutralRequest request, EncodeFor target)
    {
        var told = request.Rest.Any(member => member.Name == "tools");
        return !told
            || request.Tools.Any(tool => target.ToolNames.Up(tool.Name) != tool.Name)
            || (!target.Traits.FullSchema && request.Tools.Any(tool => tool.Raw?.Any("parametersJsonSchema", "parameters_json_schema") is not null));
    }

    private static void WriteRest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
    {
        WriteTier(json, request, target, losses);
        if (request.Metadata is { } metadata && target.Traits.Metadata)
        {
            json.WritePropertyName("labels");
            metadata.WriteTo(json);
        }
        else if (request.Metadata is not null)
        {
            losses.Drop(Field.Metadata);
        }

        Drop(request.EndUser is not null, Field.EndUser);
        Drop(request.CacheKey is not null, Field.CacheKey);
        Drop(request.Verbosity is not null, Field.Verbosity);
        Drop(request.Turns.Any(turn => turn.Name is not null), Field.ParticipantName);
        losses.Take(request.Rest, target);

        void Drop(bool any, Field field)
        {
            if (any)
            {
                losses.Drop(field);
            }
        }
    }

    /// <summary>Google's tiers are <c>standard flex priority</c>; <c>auto</c> is what holds anyway.</summary>
    private static void WriteTier(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
    {
        var tier = request.ServiceTier switch
        {
            null or "auto" => null,
            "default" or "standard" or "standard_only" => "standard",
            "flex" or "priority" => request.ServiceTier,
            _ => string.Empty,
        };
        if (tier is { Length: > 0 } && target.Traits.ServiceTier)
        {
            json.WriteString("serviceTier", tier);
        }
        else if (tier is not null and not "standard")
        {
            losses.Drop(Field.ServiceTier);
        }
    }
}
