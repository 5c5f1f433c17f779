using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads <c>thinking</c> and <c>output_config.effort</c>.</summary>
internal static class MessagesReasoning
{
    /// <summary>Null where neither is there.</summary>
    public static ReasoningAsk? Read(JsonElement body)
    {
        var thinking = body.Get("thinking");
        var effort = Efforts.Read(body.Get("output_config")?.Text("effort"));
        if (thinking is not { } said)
        {
            return effort is null ? null : new ReasoningAsk(effort);
        }

        return said.Text("type") == "disabled"
            ? new ReasoningAsk(Enabled: false)
            : new ReasoningAsk(effort, said.Whole("budget_tokens"), true, said.Text("display") switch { "omitted" => false, "summarized" => true, _ => null });
    }
}
