using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads <c>thinking</c> and <c>output_config.effort</c>, and knows the words for efforts.</summary>
internal static class MessagesReasoning
{
    /// <summary>Null where neither is there.</summary>
    public static ReasoningAsk? Read(JsonElement body)
    {
        var thinking = body.Get("thinking");
        var effort = Effort(body.Get("output_config")?.Text("effort"));
        if (thinking is not { } said)
        {
            return effort is null ? null : new ReasoningAsk(effort);
        }

        return said.Text("type") == "disabled"
            ? new ReasoningAsk(Enabled: false)
            : new ReasoningAsk(effort, said.Whole("budget_tokens"), true, said.Text("display") switch { "omitted" => false, "summarized" => true, _ => null });
    }

    public static Effort? Effort(string? word) => word switch
    {
        "none" => Neutral.Effort.None,
        "minimal" => Neutral.Effort.Minimal,
        "low" => Neutral.Effort.Low,
        "medium" => Neutral.Effort.Medium,
        "high" => Neutral.Effort.High,
        "xhigh" => Neutral.Effort.XHigh,
        "max" => Neutral.Effort.Max,
        _ => null,
    };

    /// <summary>The nearest of the efforts that a model knows, the lower one of two that are as near; null where it knows none.</summary>
    public static string? Nearest(Effort wanted, IReadOnlyList<string> known)
    {
        string? nearest = null;
        var distance = int.MaxValue;
        foreach (var word in known)
        {
            if (Effort(word) is { } effort and not Neutral.Effort.None && Math.Abs(effort - wanted) < distance)
            {
                (nearest, distance) = (word, Math.Abs(effort - wanted));
            }
        }

        return nearest;
    }
}
