using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>How Chat Completions' providers are told to think: OpenAI's <c>reasoning_effort</c>, OpenRouter's <c>reasoning</c>, DeepSeek's and Z.ai's <c>thinking</c>.</summary>
internal static class ReasoningWords
{
    private static readonly string[] Names = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    /// <summary>Null for a word that is no effort (Groq's <c>default</c>).</summary>
    public static Effort? Effort(string? name) => Array.IndexOf(Names, name) is var at and >= 0 ? (Effort)at : null;

    public static string Name(Effort effort) => Names[(int)effort];

    public static ReasoningAsk? Ask(JsonElement body)
    {
        if (body.Get("reasoning") is { ValueKind: JsonValueKind.Object } reasoning)
        {
            return new ReasoningAsk(Effort(reasoning.Text("effort")), reasoning.Whole("max_tokens"), reasoning.Flag("enabled"), !reasoning.Flag("exclude"));
        }

        if (Effort(body.Text("reasoning_effort")) is { } effort)
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

    /// <summary>The nearest effort that the model knows: itself, else the next higher one, else the highest.</summary>
    /// <param name="known">Names, least first; empty where any is taken.</param>
    public static string Nearest(Effort asked, IReadOnlyList<string> known)
    {
        var best = Name(asked);
        var distance = int.MaxValue;
        foreach (var name in known)
        {
            // Whoever asks for thought shall not get none, where there is any other.
            if (Effort(name) is { } effort && Distance(asked, effort) is var away && away < distance)
            {
                (best, distance) = (name, away);
            }
        }

        return best;
    }

    private static int Distance(Effort asked, Effort known) =>
        (Math.Abs(known - asked) * 2) - (known > asked ? 1 : 0) + (known == Neutral.Effort.None && asked != known ? 100 : 0);
}
