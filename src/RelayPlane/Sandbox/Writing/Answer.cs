using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Sandbox.Writing;

/// <summary>What the model says, in no API's words. One piece is one token.</summary>
/// <param name="Id">The call's number, from which ids are made.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The model as it was asked for.</param>
/// <param name="Thinking">Visible reasoning; empty for none.</param>
/// <param name="Text">The text; empty for a reply of tool calls alone.</param>
/// <param name="Calls">Tool calls.</param>
/// <param name="Usage">What the call cost, in disjoint classes.</param>
/// <param name="Stop">Why it ends.</param>
internal sealed record Answer(
    string Id, long Created, string Model, byte[][] Thinking, byte[][] Text, IReadOnlyList<CallSketch> Calls, TokenUsage Usage, Stop Stop)
{
    /// <summary>How many tokens of text go into one event.</summary>
    public int PerEvent { get; init; } = 1;

    /// <summary>Whether an API that keeps its reasoning to itself shows it all the same, as <c>reasoning_content</c>.</summary>
    public bool ShowsReasoning { get; init; }

    /// <summary>The text as a stream brings it, with the tokens in each event.</summary>
    public IEnumerable<(byte[] Text, int Tokens)> TextEvents()
    {
        for (var start = 0; start < Text.Length; start += PerEvent)
        {
            var tokens = Math.Min(PerEvent, Text.Length - start);
            yield return (tokens == 1 ? Text[start] : Join(Text[start..(start + tokens)]), tokens);
        }
    }

    /// <summary>Pieces as one UTF-8 text.</summary>
    public static byte[] Join(byte[][] pieces)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(1, pieces.Length * 8));
        foreach (var piece in pieces)
        {
            buffer.Write(piece);
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>A tool call: an id without its API's prefix, the tool's name, its arguments as JSON.</summary>
internal sealed record CallSketch(string Id, string Name, byte[] Arguments)
{
    public int Tokens => (Arguments.Length + 3) / 4;

    /// <summary>Whether the tool takes plain text: the <c>input</c> of the arguments.</summary>
    public bool IsFreeform { get; init; }

    /// <summary>The arguments as a stream would bring them, a few bytes at a time, never inside a character.</summary>
    public IEnumerable<Range> Fragments() => Fragments(Arguments);

    /// <summary>What the model says to the tool: the arguments, or the text that they hold for a tool that takes plain text.</summary>
    public byte[] Spoken()
    {
        if (!IsFreeform)
        {
            return Arguments;
        }

        using var arguments = JsonDocument.Parse(Arguments);
        return arguments.RootElement.TryGetProperty("input", out var input) ? Encoding.UTF8.GetBytes(input.ToString()) : Arguments;
    }

    /// <summary>A text in pieces of a few bytes, never inside a character.</summary>
    public static IEnumerable<Range> Fragments(byte[] text)
    {
        const int Step = 12;
        var start = 0;
        while (start < text.Length)
        {
            var end = Math.Min(text.Length, start + Step);
            while (end < text.Length && (text[end] & 0xC0) == 0x80)
            {
                end++;
            }

            yield return start..end;
            start = end;
        }
    }
}

/// <summary>Why a reply ends.</summary>
internal enum Stop
{
    EndTurn,
    MaxTokens,
    ToolUse,
}
