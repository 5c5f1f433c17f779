using System.Text;
using RelayPlane.Metering;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Scripts;

namespace RelayPlane.Sandbox.Writing;

/// <summary>Decides what the model says: text, or tool calls where tools are given and asked for. Pure.</summary>
internal static class Composer
{
    private const int ShortestText = 16;
    private const int ThinkingTokens = 12;

    public static Answer Compose(Ask ask, ReadOnlySpan<byte> body, Behaviour behaviour, CacheUse cache, string id, long created, int seed)
    {
        var number = Words.Hash(ask.LastText, ask.InputTokens, seed);
        var script = Play.Plays(ask) ? ask.Script : null;
        var calls = script is null ? Calls(ask, body, behaviour, id) : Play.Calls(ask, id);
        var spent = calls.Sum(call => call.Tokens);
        var room = Math.Max(0, (ask.MaxOutput is > 0 ? ask.MaxOutput.Value : int.MaxValue) - spent);
        var thoughts = script?.Due.Thinking is { Length: > 0 } scripted ? Words.Split(scripted)
            : ask.Thinking ? Words.Say(number ^ 0x5bd1e995, ThinkingTokens)
            : [];
        var thinking = Limit(thoughts, room);
        var wanted = script is not null ? Words.Split(Play.Text(script))
            : calls.Length > 0 ? []
            : behaviour.Text is { } given ? Words.Split(given)
            : Words.Say(number, behaviour.Tokens ?? ShortestText + (int)(number % 32));
        var text = Limit(wanted, room - thinking.Length);
        var stop = text.Length < wanted.Length ? Stop.MaxTokens : calls.Length > 0 ? Stop.ToolUse : Stop.EndTurn;
        var usage = new TokenUsage(
            Math.Max(0, ask.InputTokens - cache.Total), cache.Read, cache.Write5m, cache.Write1h, spent + thinking.Length + text.Length, thinking.Length);
        return new Answer(id, created, ask.Model!, thinking, text, calls, usage, stop)
        {
            PerEvent = Math.Max(1, behaviour.Piece),
            ShowsReasoning = script?.Due.Thinking.Length > 0,
        };
    }

    private static byte[][] Limit(byte[][] pieces, long room) => pieces.Length > room ? pieces[..(int)room] : pieces;

    private static CallSketch[] Calls(Ask ask, ReadOnlySpan<byte> body, Behaviour behaviour, string id)
    {
        var wanted = Wanted(ask);
        var count = behaviour.Tools ?? (wanted < 0 ? 0 : 1);
        if (ask.Tools.Count == 0 || count == 0)
        {
            return [];
        }

        var calls = new CallSketch[count];
        for (var index = 0; index < count; index++)
        {
            var tool = ask.Tools[(Math.Max(0, wanted) + index) % ask.Tools.Count];
            var arguments = behaviour.Arguments is { } given ? Encoding.UTF8.GetBytes(given) : ToolInput.Write(body[tool.Schema]);
            calls[index] = new CallSketch(id[4..] + index.ToString("x4", null), tool.Name, arguments);
        }

        return calls;
    }

    /// <summary>The index of the tool to call, or -1.</summary>
    private static int Wanted(Ask ask) => ask.Choice switch
    {
        ToolChoice.None => -1,
        ToolChoice.Named => ask.Tools.FindIndex(tool => tool.Name == ask.ChosenTool),
        ToolChoice.Any => Math.Max(0, ask.Tools.FindIndex(tool => IsNamed(tool.Name, ask.LastText))),
        _ when ask.EndsInToolResult => -1,
        _ when ask.Tools.FindIndex(tool => IsNamed(tool.Name, ask.LastText)) is >= 0 and var index => index,
        _ => ask.LastText.Contains("tool", StringComparison.OrdinalIgnoreCase) ? 0 : -1,
    };

    // "What is the weather in Paris?" asks for get_weather.
    private static bool IsNamed(string tool, string text) =>
        Array.Exists(tool.Split('_', '-', '.'), part => part.Length >= 4 && text.Contains(part, StringComparison.OrdinalIgnoreCase));
}
