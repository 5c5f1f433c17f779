namespace RelayPlane.Dialects.Looking;

/// <summary>
/// Recognises what programs ask beside their users' work, by the words that coding tools and chat front ends are known to send. Rather too few than
/// too many: a person who asks for a summary of something gets the model that the work needs.
/// </summary>
internal static class Chores
{
    /// <summary>So much of the instructions, and of the beginning and the end of what was asked, is read.</summary>
    private const int Read = 2048;

    /// <summary>An order about the conversation itself is no longer, unless it brings the conversation along.</summary>
    private const int ShortOrder = 600;

    /// <param name="system">The instructions as JSON.</param>
    /// <param name="text">What was asked last, unescaped.</param>
    public static Housekeeping Of(ReadOnlySpan<byte> system, ReadOnlySpan<byte> text, long? maxOutput, int tools, int messages)
    {
        Span<byte> room = stackalloc byte[3 * Read];
        var told = Small(system[..Math.Min(system.Length, Read)], room[..Read]);
        var begins = Small(text[..Math.Min(text.Length, Read)], room[Read..(2 * Read)]);
        var ends = Small(text[Math.Max(0, text.Length - Read)..], room[(2 * Read)..]);

        // Whether a key works: one token is all that is wanted.
        if (maxOutput == 1 && tools == 0 && messages == 1 && text.Length <= 16)
        {
            return Housekeeping.Chore;
        }

        return ByInstructions(told) is not Housekeeping.None and var known ? known : ByOrder(begins, ends, text.Length <= ShortOrder, messages);
    }

    /// <summary>A program that has instructions for nothing else.</summary>
    private static Housekeeping ByInstructions(ReadOnlySpan<byte> told) =>
        told.IsEmpty ? Housekeeping.None
        : Has(told, "a title generator"u8) || (Has(told, "title"u8) && Has(told, "conversation in under 50 char"u8)) || (Has(told, "generate a concise"u8) && Has(told, "title"u8) && IsOfTalk(told))
            || (Has(told, "title"u8) && Has(told, "coding session"u8) && Has(told, "words"u8) && Has(told, "return json"u8)) || Has(told, "summarize this coding conversation in"u8) ? Housekeeping.Title
        : Has(told, "tasked with summarizing conversations"u8) || Has(told, "assistant that summarizes conversations"u8) || Has(told, "context checkpoint compaction"u8)
            || Has(told, "anchored context summarization"u8) ? Housekeeping.Summary
        : Has(told, "indicates a new conversation topic"u8) || Has(told, "process bash commands that an ai coding agent wants to run"u8) || Has(told, "extract any file paths that this command reads"u8)
            || Has(told, "expert at analyzing git history"u8) || Has(told, "you are an autocompletion system"u8) ? Housekeeping.Chore
        : Housekeeping.None;

    /// <summary>An order in the place of what a person says.</summary>
    private static Housekeeping ByOrder(ReadOnlySpan<byte> begins, ReadOnlySpan<byte> ends, bool isShort, int messages)
    {
        if (begins.StartsWith("### task:"u8))
        {
            return Has(begins, "title with an emoji"u8) || (Has(begins, "title"u8) && Has(begins, "summarizing the chat history"u8)) ? Housekeeping.Title
                : Has(begins, "broad tags categorizing"u8) || Has(begins, "follow-up questions"u8) || Has(begins, "necessity of generating search queries"u8) || Has(begins, "autocompletion system"u8) ? Housekeeping.Chore
                : Housekeeping.None;
        }

        if (BeginsWithAny(begins, "generate a title for this conversation"u8, "write a concise title for this conversation"u8, "generate a short title for th"u8, "provide a concise, 5-word"u8) && IsOfTalk(begins))
        {
            return Housekeeping.Title;
        }

        if (BeginsWithAny(begins, "please write a 5-10 word title"u8, "generate a concise title"u8, "write a short title"u8) && IsOfTalk(begins) && isShort)
        {
            return Housekeeping.Title;
        }

        if (begins.StartsWith("[suggestion mode"u8) || (begins.StartsWith("command: "u8) && Has(begins, "is_displaying_contents"u8)))
        {
            return Housekeeping.Chore;
        }

        return Has(begins, "create a detailed summary of the conversation so far"u8) || Has(begins, "comprehensive detailed summary of the conversation so far"u8)
            || Has(begins, "context checkpoint compaction"u8) || Has(ends, "detailed prompt for continuing our conversation above"u8)
            || Has(begins, "summarize the conversation history to save context"u8)
            || (messages > 2 && isShort && BeginsWithAny(begins, "summarize the conversation"u8, "summarize our conversation"u8, "summarize this conversation"u8, "please summarize the conversation"u8)) ? Housekeeping.Summary
            : Housekeeping.None;
    }

    private static bool IsOfTalk(ReadOnlySpan<byte> text) => Has(text, "conversation"u8) || Has(text, "this chat"u8) || Has(text, "thread"u8) || Has(text, "session"u8);

    private static bool BeginsWithAny(ReadOnlySpan<byte> text, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three, ReadOnlySpan<byte> four = default) =>
        text.StartsWith(one) || text.StartsWith(two) || text.StartsWith(three) || (!four.IsEmpty && text.StartsWith(four));

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words) => text.IndexOf(words) >= 0;

    /// <summary>The text in small letters.</summary>
    private static ReadOnlySpan<byte> Small(ReadOnlySpan<byte> text, Span<byte> room)
    {
        for (var at = 0; at < text.Length; at++)
        {
            room[at] = text[at] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[at] | 0x20) : text[at];
        }

        return room[..text.Length];
    }
}
