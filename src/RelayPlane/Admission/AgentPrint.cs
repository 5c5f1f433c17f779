using System.IO.Hashing;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>
/// Tells agents that do not name themselves apart by their system prompts: the same one prints the same on every day, for every user and in every
/// folder. Only the first plain words count; whatever has a digit, a slash or an odd shape in it (dates, paths, ids, nonces) does not.
/// </summary>
internal static class AgentPrint
{
    public const string Prefix = "agent-";

    /// <summary>So many words tell agents apart, and a few microseconds read them.</summary>
    private const int Words = 64;
    private const int LongestWord = 24;
    private const int MostBytes = 8 * 1024;

    /// <summary>The block that Claude Code puts before its prompt, another one in each version (code.claude.com/docs, llm-gateway-protocol).</summary>
    private static ReadOnlySpan<byte> Billing => "\"x-anthropic-billing-header"u8;

    private static readonly string[] s_times =
    [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july", "august",
        "september", "october", "november", "december", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "am", "pm", "utc", "gmt",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_passing =
        new HashSet<string>(s_times, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns><c>agent-ab12cd34ef56</c>; null for a call without a system prompt.</returns>
    public static string? Of(Call call)
    {
        Span<char> kept = stackalloc char[Words * (LongestWord + 1)];
        var taken = new Taken(kept);
        var body = call.Body.Span;
        var prompt = call.Facts.Prompt;
        if (prompt.System.End.Value > 0 && prompt.System.End.Value <= body.Length)
        {
            Take(body[prompt.System], ref taken);
        }
        else if (prompt.Messages.End.Value > 0 && prompt.Messages.End.Value <= body.Length)
        {
            TakeFirst(body[prompt.Messages], ref taken);
        }

        return taken.Count == 0 ? null : Prefix + XxHash3.HashToUInt64(System.Runtime.InteropServices.MemoryMarshal.AsBytes(taken.Text)).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..12];
    }

    /// <summary>Chat Completions and Responses have instructions as the first of the messages.</summary>
    private static void TakeFirst(ReadOnlySpan<byte> messages, ref Taken taken)
    {
        var first = messages.IndexOf((byte)'{');
        if (first < 0 || messages[..first].ContainsAnyExcept("[ \t\r\n"u8))
        {
            return;
        }

        // A long first message of a user is not walked to its end: whose it is nearly always stands before it.
        ReadOnlySpan<byte> content = default;
        bool? instructs = null;
        var walk = new JsonWalk(messages[first..]);
        while (instructs != false && (instructs is null || content.IsEmpty) && walk.Next())
        {
            if (walk.Name.SequenceEqual("role"u8))
            {
                instructs = JsonText.OrNull(walk.Value) is "system" or "developer";
            }
            else if (walk.Name.SequenceEqual("content"u8))
            {
                content = walk.Value;
            }
        }

        if (instructs == true)
        {
            Take(content, ref taken);
        }
    }

    /// <summary>A string, blocks of text, or Google's object with parts.</summary>
    private static void Take(ReadOnlySpan<byte> text, ref Taken taken)
    {
        if (text.Length > 1 && text[0] == '"')
        {
            if (!text.StartsWith(Billing))
            {
                WordsOf(text[1..^1], ref taken);
            }

            return;
        }

        if (JsonText.IsObject(text))
        {
            text = JsonText.Member(text, "parts"u8);
        }

        var walk = new JsonWalk(text);
        while (walk.Open == '[' && !taken.IsFull && walk.Next())
        {
            var block = walk.Value;
            Take(JsonText.IsObject(block) ? JsonText.Member(block, "text"u8) : block, ref taken);
        }
    }

    /// <param name="text">The inside of a JSON string, as written.</param>
    private static void WordsOf(ReadOnlySpan<byte> text, ref Taken taken)
    {
        text = text[..Math.Min(text.Length, MostBytes)];
        Span<char> word = stackalloc char[LongestWord];
        while (!taken.IsFull && text.Length > 0)
        {
            var chunk = Chunk(ref text);
            if (Plain(chunk, word) is var length and > 0)
            {
                taken.Add(word[..length]);
            }
        }
    }

    /// <summary>What stands until the next white space, escaped or not.</summary>
    private static ReadOnlySpan<byte> Chunk(ref ReadOnlySpan<byte> text)
    {
        var end = 0;
        var skip = 0;
        for (; end < text.Length; end++)
        {
            if (text[end] <= ' ')
            {
                skip = 1;
                break;
            }

            if (text[end] == '\\' && end + 1 < text.Length)
            {
                if (text[end + 1] is (byte)'n' or (byte)'r' or (byte)'t')
                {
                    skip = 2;
                    break;
                }

                end++;
            }
        }

        end = Math.Min(end, text.Length);
        var chunk = text[..end];
        text = text[Math.Min(text.Length, end + skip)..];
        return chunk;
    }

    /// <summary>The letters of a chunk in small; 0 for one that may be another the next time.</summary>
    private static int Plain(ReadOnlySpan<byte> chunk, Span<char> word)
    {
        var length = 0;
        var hex = true;
        var small = false;
        foreach (var letter in chunk)
        {
            if (letter is >= (byte)'0' and <= (byte)'9' or (byte)'/' or (byte)'\\' or (byte)'=' or (byte)'@')
            {
                return 0;
            }

            if (!char.IsAsciiLetter((char)letter))
            {
                continue;
            }

            // An inner capital is a name of something, or a nonce.
            if (length == LongestWord || (small && letter < 'a'))
            {
                return 0;
            }

            small |= letter >= 'a';
            word[length] = char.ToLowerInvariant((char)letter);
            hex &= word[length] <= 'f';
            length++;
        }

        return (hex && length >= 6) || s_passing.Contains(word[..length]) ? 0 : length;
    }

    /// <summary>The words that count so far, each with a space behind it.</summary>
    private ref struct Taken(Span<char> room)
    {
        private readonly Span<char> _room = room;
        private int _length;

        public int Count { get; private set; }

        public readonly bool IsFull => Count >= Words;

        public readonly ReadOnlySpan<char> Text => _room[.._length];

        public void Add(scoped ReadOnlySpan<char> word)
        {
            word.CopyTo(_room[_length..]);
            _length += word.Length;
            _room[_length++] = ' ';
            Count++;
        }
    }
}
