using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Looking;

/// <summary>
/// Looks at a request body in any client's format. Pure; allocates nothing but its answer. It runs once over the conversation, without reading
/// what old turns say: only who spoke, and what the last person said.
/// </summary>
internal static class PromptLook
{
    /// <summary>How much of the last text is looked at, in bytes: its beginning and its end.</summary>
    public const int LongestText = 32 * 1024;

    /// <param name="text">Gets the last text of a person, unescaped, at most <see cref="LongestText"/> bytes.</param>
    /// <param name="written">How much of it there is.</param>
    public static PromptShape Read(ReadOnlySpan<byte> body, Endpoint endpoint, RequestFacts facts, Span<byte> text, out int written)
    {
        written = 0;
        var tools = In(body, facts.Prompt.Tools);
        var system = In(body, facts.Prompt.System);
        var messages = In(body, facts.Prompt.Messages);
        if (messages.IsEmpty)
        {
            return PromptShape.Nothing;
        }

        // A list of prompts is one question each, not a conversation.
        var turns = new Turns(messages, talks: endpoint is not Endpoint.Completions);
        turns.Walk();
        text = text[..Math.Min(text.Length, LongestText)];
        written = LastText.Write(turns.Last, text);
        var (count, parameters) = OfferedTools.Count(tools);
        var api = ApiOf.Endpoint(endpoint) ?? Api.OpenAI;
        var marks = PromptMarks.Of(messages, api);
        return new PromptShape
        {
            Messages = turns.Count,
            UserTurns = Math.Max(1, turns.Persons),
            Tools = count,
            ToolParameters = parameters,
            Images = marks.Images,
            MidTask = turns.EndsInResult,
            WantsJson = Beside(body, facts.Prompt),
            Signed = marks.Signed,
            MarksCache = api != Api.Gemini && (IsMarked(system, api) || IsMarked(tools, api) || IsMarked(messages, api)),
            Housekeeping = Chores.Of(turns.Instructions(system), text[..written], facts.MaxOutput, count, turns.Count),
            Print = ConversationPrint.Of(tools, turns.Instructions(system), turns.First),
        };
    }

    private static ReadOnlySpan<byte> In(ReadOnlySpan<byte> body, Range range)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        return range.End.IsFromEnd || end > body.Length || start >= end ? default : body[start..end];
    }

    /// <summary>Anthropic's mark, which others take over; OpenAI has one of its own besides.</summary>
    private static bool IsMarked(ReadOnlySpan<byte> part, Api api) =>
        part.IndexOf("\"cache_control\""u8) >= 0 || (api == Api.OpenAI && part.IndexOf("cache_breakpoint\""u8) >= 0);

    /// <summary>The form of the answer is told beside the prompt, wherever its format has that: what stands between its parts is short.</summary>
    private static bool Beside(ReadOnlySpan<byte> body, PromptParts parts)
    {
        Span<(int From, int To)> taken = [Ends(parts.Tools), Ends(parts.System), Ends(parts.Messages)];
        taken.Sort(static (one, other) => one.From.CompareTo(other.From));
        var at = 0;
        foreach (var (from, to) in taken)
        {
            if (from > at && AsksForJson(body[at..Math.Min(from, body.Length)]))
            {
                return true;
            }

            at = Math.Min(Math.Max(at, to), body.Length);
        }

        return AsksForJson(body[at..]);
    }

    private static (int From, int To) Ends(Range range) => (range.Start.Value, range.End.Value);

    private static bool AsksForJson(ReadOnlySpan<byte> rest) =>
        rest.IndexOf("\"json_schema\""u8) >= 0 || rest.IndexOf("\"json_object\""u8) >= 0 || rest.IndexOf("\"application/json\""u8) >= 0;
}
