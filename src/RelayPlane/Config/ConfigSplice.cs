using System.Text;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>Sets one value in the text of a JSON file with comments: comments, order, trailing commas and form stay. Pure.</summary>
internal static class ConfigSplice
{
    private const string Step = "  ";

    /// <param name="text">A sound file, or an empty one.</param>
    /// <param name="path">Keys from the top; sections that are missing are made.</param>
    /// <param name="json">The value; null for none, which changes nothing where there is none.</param>
    public static string Set(string text, IReadOnlyList<string> path, string? json)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        if (string.IsNullOrWhiteSpace(text[start..]))
        {
            text = text[..start] + "{}\n";
        }

        var bytes = Encoding.UTF8.GetBytes(text[start..]);
        var place = Find(bytes, path);
        if (json is null && place.Value is null)
        {
            return text;
        }

        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var edited = place.Value is { } value ? Replaced(bytes, value, Nested(path, place.Depth + 1, json ?? "null", null)) : Inserted(bytes, place, path, json!, newLine);
        return text[..start] + Encoding.UTF8.GetString(edited);
    }

    private static Place Find(ReadOnlySpan<byte> json, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        for (var depth = 0; ; depth++)
        {
            var (open, last, end) = ((int)reader.TokenStartIndex, -1, -1);
            var within = false;
            while (!within && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (key, asked) = ((int)reader.TokenStartIndex, reader.ValueTextEquals(path[depth]));
                reader.Read();
                var value = (int)reader.TokenStartIndex;
                within = asked && depth < path.Count - 1 && reader.TokenType == JsonTokenType.StartObject;
                if (!within)
                {
                    reader.Skip();
                    (last, end) = (key, (int)reader.BytesConsumed);
                    if (asked)
                    {
                        return new Place(depth, open, last, end, -1, value..end);
                    }
                }
            }

            if (!within)
            {
                return new Place(depth, open, last, end, (int)reader.TokenStartIndex, null);
            }
        }
    }

    private static byte[] Replaced(byte[] json, Range at, string value) =>
        [.. json.AsSpan()[..at.Start.Value], .. Encoding.UTF8.GetBytes(value), .. json.AsSpan()[at.End.Value..]];

    private static byte[] Inserted(byte[] json, Place place, IReadOnlyList<string> path, string value, string newLine)
    {
        if (place.LastKey < 0)
        {
            // An empty object, perhaps with comments, is opened up.
            var outer = Indent(json, place.Open, true)!;
            var kept = json.AsSpan(0, place.Close).TrimEnd(" \t\r\n"u8).Length;
            var only = $"{newLine}{outer}{Step}{Member(path, place.Depth, value, newLine + outer + Step)}{newLine}{outer}";
            return Replaced(json, kept..place.Close, only);
        }

        // After the comma and the comment on the last member's line, if there are.
        var (comma, at) = After(json, place.LastEnd, place.Close);
        var indent = Indent(json, place.LastKey, false);
        var member = indent is null ? (json.AsSpan(place.LastEnd, at - place.LastEnd).IndexOf("//"u8) < 0 ? " " : newLine) + Member(path, place.Depth, value, null) : newLine + indent + Member(path, place.Depth, value, newLine + indent);
        var edited = Replaced(json, at..at, member + (comma ? "," : string.Empty));
        return comma ? edited : Replaced(edited, place.LastEnd..place.LastEnd, ",");
    }

    private static string Member(IReadOnlyList<string> path, int depth, string value, string? line) =>
        $"\"{JsonEncodedText.Encode(path[depth], System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\": {Nested(path, depth + 1, value, line)}";

    /// <param name="line">A line's end and the indent of the next; null to write it all in one line.</param>
    private static string Nested(IReadOnlyList<string> path, int depth, string value, string? line) =>
        depth >= path.Count ? value
        : line is null ? $"{{ {Member(path, depth, value, null)} }}"
        : $"{{{line}{Step}{Member(path, depth, value, line + Step)}{line}}}";

    /// <summary>The white space before something on its line; null where other things stand before it, unless the line's own is asked for.</summary>
    private static string? Indent(ReadOnlySpan<byte> json, int at, bool ofLine)
    {
        var line = json[(json[..at].LastIndexOf((byte)'\n') + 1)..at];
        var indent = line.Length - line.TrimStart(" \t"u8).Length;
        return indent == line.Length && (json[..at].Contains((byte)'\n') || ofLine) ? Encoding.UTF8.GetString(line)
            : ofLine ? Encoding.UTF8.GetString(line[..indent])
            : null;
    }

    /// <summary>Whether a comma follows a value before the object's end, and where what belongs to the value's line ends.</summary>
    private static (bool Comma, int At) After(ReadOnlySpan<byte> json, int from, int close)
    {
        var (comma, at) = (false, from);
        for (var i = from; i < close;)
        {
            if (json[i] == ',')
            {
                (comma, at) = (true, ++i);
            }
            else if (json[i..].StartsWith("//"u8) || json[i..].StartsWith("/*"u8))
            {
                var block = json[i + 1] == '*';
                var end = json[i..close].IndexOf(block ? "*/"u8 : "\n"u8);
                end = end < 0 ? close : i + end + (block ? 2 : 0);

                // A comment on a line of its own is about what comes, or about nothing.
                if (!json[from..i].Contains((byte)'\n'))
                {
                    at = !block && json[end - 1] == '\r' ? end - 1 : end;
                }

                i = end;
            }
            else
            {
                i++;
            }
        }

        return (comma, at);
    }

    /// <summary>Where a value is, or would be.</summary>
    /// <param name="Depth">How many keys of the path lead to the object.</param>
    /// <param name="Open">Where the object begins.</param>
    /// <param name="LastKey">Where its last member begins; -1 for none.</param>
    /// <param name="LastEnd">Where that ends.</param>
    /// <param name="Close">Where the object ends.</param>
    /// <param name="Value">The value that is there.</param>
    private readonly record struct Place(int Depth, int Open, int LastKey, int LastEnd, int Close, Range? Value);
}
