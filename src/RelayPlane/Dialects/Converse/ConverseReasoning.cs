using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>How a model on Bedrock is told to think: each family in its own words, within <c>additionalModelRequestFields</c>.</summary>
/// <param name="Style">None: nothing is said.</param>
/// <param name="On">Whether it will think.</param>
/// <param name="Budget">In tokens, where that is how it is told.</param>
/// <param name="Effort">In the model's word, where that is how it is told.</param>
/// <param name="MaxOutput">In tokens, thought included; null for the model's own.</param>
internal sealed record ConverseReasoning(ReasoningStyle Style, bool On, long? Budget, string? Effort, long? MaxOutput)
{
    private const long UsualBudget = 10000;

    /// <summary>Whether the model is Claude, with thought of a fixed budget: then it takes no sampling.</summary>
    public bool Budgeted => Style == ReasoningStyle.Budget && On;

    /// <param name="mustNot">Whether the rest of the request forbids thought.</param>
    public static ConverseReasoning Of(NeutralRequest request, EncodeFor target, bool mustNot, Losses losses)
    {
        var traits = target.Traits;
        var max = traits.MaxOutput is { } most && request.MaxOutput > most ? most : request.MaxOutput;
        var silent = new ConverseReasoning(ReasoningStyle.None, false, null, null, max);
        if (request.Reasoning is not { } ask || (ask.AsEffort is null && ask.Enabled is null))
        {
            return silent;
        }

        var off = ask.AsEffort == Neutral.Effort.None;
        if (traits.Reasoning is ReasoningStyle.None or ReasoningStyle.Object || (mustNot && !off))
        {
            if (!off)
            {
                losses.Drop(Field.Reasoning);
            }

            return mustNot && traits is { Reasoning: ReasoningStyle.Adaptive, ThinkingOff: true } ? silent with { Style = ReasoningStyle.Adaptive } : silent;
        }

        if (off && (!traits.ThinkingOff || traits.Reasoning == ReasoningStyle.Effort))
        {
            losses.Drop(Field.Reasoning);
        }

        return traits.Reasoning switch
        {
            ReasoningStyle.Budget when !off => Thinking(ask, max, traits),
            ReasoningStyle.Budget => silent,
            ReasoningStyle.Adaptive when off && traits.ThinkingOff => silent with { Style = ReasoningStyle.Adaptive },
            ReasoningStyle.Switch or ReasoningStyle.Level when off => silent,
            _ => new ConverseReasoning(traits.Reasoning, true, null, Nearest(off ? Neutral.Effort.Minimal : ask.AsEffort, traits.Efforts), max),
        };
    }

    /// <summary>Whether anything is to be written.</summary>
    public bool Says => Style != ReasoningStyle.None;

    public void Write(Utf8JsonWriter json)
    {
        switch (Style)
        {
            case ReasoningStyle.Budget or ReasoningStyle.Adaptive or ReasoningStyle.Switch:
                json.WriteStartObject("thinking"u8);
                json.WriteString("type"u8, !On ? "disabled" : Style == ReasoningStyle.Adaptive ? "adaptive" : "enabled");
                if (Budget is { } budget)
                {
                    json.WriteNumber("budget_tokens"u8, budget);
                }

                json.WriteEndObject();
                if (On && Style == ReasoningStyle.Adaptive && Effort is not null)
                {
                    json.WriteStartObject("output_config"u8);
                    json.WriteString("effort"u8, Effort);
                    json.WriteEndObject();
                }

                break;
            case ReasoningStyle.Level:
                // Amazon Nova 2.
                json.WriteStartObject("reasoningConfig"u8);
                json.WriteString("type"u8, "enabled"u8);
                json.WriteString("maxReasoningEffort"u8, Effort ?? "medium");
                json.WriteEndObject();
                break;
            case ReasoningStyle.Effort:
                json.WriteString("reasoning_effort"u8, Effort ?? "medium");
                break;
        }
    }

    /// <summary>A budget is at least the model's least, and less than the limit, which is raised for it as far as the model goes.</summary>
    private static ConverseReasoning Thinking(ReasoningAsk ask, long? max, ModelTraits traits)
    {
        var asked = ask.AsBudget ?? UsualBudget;
        var budget = Math.Max(asked < 0 ? UsualBudget : asked, traits.BudgetMin);
        if (max <= budget)
        {
            max = traits.MaxOutput is { } most ? Math.Min(max.Value + budget, Math.Max(most, max.Value)) : max + budget;
        }

        if (max <= budget)
        {
            budget = Math.Max(traits.BudgetMin, max.Value / 2);
            max = Math.Max(max.Value, budget + 1);
        }

        return new ConverseReasoning(ReasoningStyle.Budget, true, budget, null, max);
    }

    /// <summary>The nearest of the efforts that the model knows, the lower of two that are as near. A model of unknown efforts knows the usual three.</summary>
    private static string? Nearest(Effort? wanted, IReadOnlyList<string> known)
    {
        string? nearest = null;
        var distance = int.MaxValue;
        foreach (var word in known.Count > 0 ? known : ["low", "medium", "high"])
        {
            if (Enum.TryParse<Effort>(word, ignoreCase: true, out var effort) && effort != Neutral.Effort.None && wanted is { } asked && Math.Abs(effort - asked) < distance)
            {
                (nearest, distance) = (word, Math.Abs(effort - asked));
            }
        }

        return nearest;
    }
}
