using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>How Chat Completions' providers are told to think: OpenAI's <c>reasoning_effort</c>, OpenRouter's <c>reasoning</c>, DeepSeek's and Z.ai's <c>thinking</c>.</summary>
internal static class ReasoningWords
{
    public static ReasoningAsk? Ask(JsonElement body)
    {
        if (body.Get("reasoning") is { ValueKind: JsonValueKind.Object } reasoning)
        {
            return new ReasoningAsk(Efforts.Read(reasoning.Text("effort")), reasoning.Whole("max_tokens"), reasoning.Flag("enabled"), !reasoning.Flag("exclude"));
        }

        if (Efforts.Read(body.Text("reasoning_effort")) is { } effort)
        {
            return new ReasoningAsk(effort);
        }

        return body.Get("thinking")?.Text("type") switch
        {
            "enabled" => new ReasoningAsk(Budget: body.Get("thinking")?.Whole("budget_tokens"), Enabled: true),
            "disabled" => new ReasoningAsk(Enabled: false),
            _ => null,
        };
    }
}
