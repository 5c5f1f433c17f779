using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>Tells the losses that every target without a word for a thing has alike. Pure.</summary>
internal static class Unsaid
{
    /// <summary>What concerns OpenAI's and Anthropic's own services only.</summary>
    public static void Settings(NeutralRequest request, Losses losses)
    {
        Drop(Field.EndUser, request.EndUser is not null);
        Drop(Field.ServiceTier, request.ServiceTier is not (null or "auto" or "default" or "standard_only"));
        Drop(Field.CacheKey, request.CacheKey is not null);
        Drop(Field.Metadata, request.Metadata is not null);
        Drop(Field.Verbosity, request.Verbosity is not (null or "medium"));

        void Drop(Field field, bool said)
        {
            if (said)
            {
                losses.Drop(field);
            }
        }
    }

    /// <summary>What only its own format knows.</summary>
    public static void Opaque(OpaqueBlock block, EncodeFor target, Losses losses)
    {
        switch (block.Weight)
        {
            case LossWeight.Hint:
                losses.Drop(block.Type);
                break;
            case LossWeight.Meaning:
                losses.Refuse(block.Type, $"has no equal at {target.Provider}/{target.Model}");
                break;
            case LossWeight.State:
                losses.Foreign(block.Type, $"refers to what {target.Provider} does not hold");
                break;
        }
    }

    /// <summary>The tools that the client runs itself and the model may choose among. Those of a provider are refused.</summary>
    public static List<ToolDef> Tools(NeutralRequest request, EncodeFor target, Losses losses)
    {
        var tools = new List<ToolDef>(request.Tools.Count);
        foreach (var tool in request.Tools)
        {
            if (tool.Hosted == HostedTool.None)
            {
                if (request.ToolChoice is not { Mode: ToolChoiceMode.AllowedAuto or ToolChoiceMode.AllowedAny } some || some.Names.Contains(tool.Name))
                {
                    tools.Add(tool);
                }
            }
            else if (tool.Hosted == HostedTool.WebSearch)
            {
                losses.Refuse(tool.Path ?? FieldNames.Of(request.From, Field.Tools), $"searches the web, which {target.Provider}/{target.Model} does not");
            }
            else
            {
                losses.Foreign(tool.Path ?? FieldNames.Of(request.From, Field.Tools), $"is a tool that its own provider runs, and {target.Provider} does not have it");
            }
        }

        return tools;
    }

    /// <summary>Whether a thought's state may be sent to this target with this key.</summary>
    public static bool Fits(OpaqueState? state, WireFormat format, EncodeFor target) =>
        state is not null && state.Fits(format, target.Provider) && (state.Key is null || target.Key is null || state.Key == target.Key);

    /// <summary>Which member a medium is, in the words for losses.</summary>
    public static Field FieldOf(MediaKind kind) => kind switch
    {
        MediaKind.Image => Field.Images,
        MediaKind.Document => Field.Documents,
        MediaKind.Audio => Field.Audio,
        _ => Field.Video,
    };
}
