using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads the conversation of a request: <c>systemInstruction</c> and <c>contents</c>.</summary>
internal static class ContentsReader
{
    /// <summary>Nothing where there is none. Its role is ignored, as Google ignores it.</summary>
    public static IEnumerable<Turn> System(JsonElement? instruction)
    {
        if (instruction is { ValueKind: JsonValueKind.String } text)
        {
            return [new Turn(Role.System, [new TextBlock(text.GetString()!)])];
        }

        return instruction is { ValueKind: JsonValueKind.Object } content
            ? [new Turn(Role.System, Parts(content, new CallIds()))]
            : [];
    }

    /// <summary>A content without a role is the user's; so is one of the older role <c>function</c>.</summary>
    public static IEnumerable<Turn> Contents(JsonElement? contents)
    {
        var ids = new CallIds();
        var number = 0;
        foreach (var content in contents.Each())
        {
            var role = content.Text("role") switch { "model" => Role.Assistant, "system" => Role.System, _ => Role.User };
            ids.BeginTurn(number++, role == Role.Assistant);
            yield return new Turn(role, Parts(content, ids));
        }
    }

    private static List<Block> Parts(JsonElement content, CallIds ids)
    {
        var blocks = new List<Block>();
        foreach (var part in content.Get("parts").Each())
        {
            if (part.ValueKind == JsonValueKind.Object)
            {
                var block = PartReader.Read(part, ids);
                blocks.Add(block is ThinkingBlock { State: { Format: not WireFormat.Generate } } thinking ? Whole(thinking, blocks) : block);
            }
        }

        return blocks;
    }

    /// <summary>
    /// A stream hands out a thought piece by piece and its state at last, and clients keep the pieces as they came. What another format's provider is
    /// to get back must be whole.
    /// </summary>
    private static ThinkingBlock Whole(ThinkingBlock last, List<Block> before)
    {
        var text = last.Text;
        while (before.Count > 0 && before[^1] is ThinkingBlock { State: null } piece)
        {
            text = piece.Text + text;
            before.RemoveAt(before.Count - 1);
        }

        return last with { Text = text, IsSummary = false };
    }
}
