using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>How the model is told to think, and the limit of output that goes with it.</summary>
/// <param name="Type"><c>adaptive</c>, <c>enabled</c> or <c>disabled</c>; null where nothing is said.</param>
/// <param name="MaxOutput">In tokens, thought included.</param>
/// <param name="Budget">In tokens, for <c>enabled</c>.</param>
internal sealed record MessagesThinking(string? Type, long MaxOutput, long? Budget = null, string? Effort = null, string? Display = null)
{
    /// <summary>What is asked for where neither the client nor the traits say: enough for thought and answer, taken by every model of the newest families.</summary>
    private const long UsualMaxOutput = 32000;

    private const long UsualBudget = 10000;

    /// <summary>For a client that wants a model to think as much as it sees fit, where that needs a number.</summary>
    private const long FreeBudget = 16384;

    public bool On => Type is "adaptive" or "enabled";

    /// <param name="mustNot">Whether the rest of the request forbids thought.</param>
    /// <param name="losses">Told where the client's wish was not followed.</param>
    public static MessagesThinking Of(NeutralRequest request, EncodeFor target, bool mustNot, Losses losses)
    {
        var traits = target.Traits;
        var max = request.MaxOutput ?? traits.MaxOutput ?? UsualMaxOutput;
        max = traits.MaxOutput is { } most ? Math.Min(max, most) : max;
        if (request.Reasoning is not { } ask || (ask.AsEffort is null && ask.Enabled is null))
        {
            return new MessagesThinking(null, max);
        }

        var off = ask.AsEffort == Neutral.Effort.None;
        if (traits.Reasoning == ReasoningStyle.None)
        {
            if (!off)
            {
                losses.Drop(Field.Reasoning);
            }

            return new MessagesThinking(null, max);
        }

        if (mustNot && !off && CanBeOff(traits))
        {
            losses.Drop(Field.Reasoning);
            off = true;
        }

        return traits.Reasoning switch
        {
            ReasoningStyle.Adaptive => Adaptive(ask, off, max, traits, losses),
            ReasoningStyle.Effort => new MessagesThinking(null, max, Effort: traits.Efforts.Count > 0 ? Efforts.Nearest(off ? Neutral.Effort.Minimal : ask.AsEffort ?? Neutral.Effort.Medium, traits.Efforts) : null),
            _ => off ? new MessagesThinking(traits.Reasoning == ReasoningStyle.Switch ? "disabled" : null, max) : Budgeted(ask, max, traits),
        };
    }

    /// <summary>Whether this model can be told not to think. One with a budget does not unless it is told to.</summary>
    public static bool CanBeOff(ModelTraits traits) => traits.ThinkingOff || traits.Reasoning is not (ReasoningStyle.Adaptive or ReasoningStyle.Effort);

    /// <summary>Writes <c>thinking</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (Type is null)
        {
            return;
        }

        json.WriteStartObject("thinking"u8);
        json.WriteString("type"u8, Type);
        if (Budget is { } budget)
        {
            json.WriteNumber("budget_tokens"u8, budget);
        }

        if (Display is not null)
        {
            json.WriteString("display"u8, Display);
        }

        json.WriteEndObject();
    }

    private static MessagesThinking Adaptive(ReasoningAsk ask, bool off, long max, ModelTraits traits, Losses losses)
    {
        if (off && traits.ThinkingOff)
        {
            return new MessagesThinking("disabled", max);
        }

        if (off)
        {
            losses.Drop(Field.Reasoning);
        }

        var effort = off ? Neutral.Effort.Minimal : ask.AsEffort;
        return new MessagesThinking("adaptive", max, Effort: effort is { } wanted && traits.Efforts.Count > 0 ? Efforts.Nearest(wanted, traits.Efforts) : null)
        {
            Display = ask.Show switch { true => "summarized", false => "omitted", null => null },
        };
    }

    /// <summary>A budget is at least the model's least and less than the limit, which is raised for it as far as the model goes.</summary>
    private static MessagesThinking Budgeted(ReasoningAsk ask, long max, ModelTraits traits)
    {
        var asked = ask.AsBudget ?? UsualBudget;
        var budget = Math.Max(asked < 0 ? FreeBudget : asked, traits.BudgetMin);
        if (max <= budget)
        {
            max = traits.MaxOutput is { } most ? Math.Min(max + budget, Math.Max(most, max)) : max + budget;
        }

        if (max <= budget)
        {
            budget = Math.Max(traits.BudgetMin, max / 2);
            max = Math.Max(max, budget + 1);
        }

        return new MessagesThinking("enabled", max, budget);
    }
}
