using System.Text;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>Takes one key out of the text of a JSON file with comments: what stands on lines of its own stays, also comments above it. Pure.</summary>
internal static class ConfigCut
{
    /// <param name="text">A sound file, or an empty one.</param>
    /// <param name="path">Keys from the top.</param>
    /// <returns>The text as it was where there is no such key.</returns>
    public static string Remove(string text, IReadOnlyList<string> path)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        if (string.IsNullOrWhiteSpace(text[start..]))
        {
            return text;
        }

        var json = Encoding.UTF8.GetBytes(text[start..]);
        return Find(json, path) is { } member ? text[..start] + Encoding.UTF8.GetString(Without(json, member)) : text;
    }

    private static Member? Find(ReadOnlySpan<byte> json, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var (depth, before) = (0, -1);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, asked) = ((int)reader.TokenStartIndex, reader.ValueTextEquals(path[depth]));
            reader.Read();
            if (asked && depth < path.Count - 1 && reader.TokenType == JsonTokenType.StartObject)
            {
                (depth, before) = (depth + 1, -1);
                continue;
            }

            reader.Skip();
            if (asked)
            {
                return depth == path.Count - 1 ? new Member(key, (int)reader.BytesConsumed, before) : null;
            }

            before = (int)reader.BytesConsumed;
        }

        return null;
    }

    private static byte[] Without(byte[] json, Member member)
    {
        var (from, to) = (member.Key, member.End);
        var comma = Comma(json, member.End);
        var before = -1;
        if (comma >= 0)
        {
            to = comma + 1;
        }
        else if (member.Before >= 0)
        {
            before = Comma(json, member.Before);
        }

        // With the rest of its line, where the line is its own.
        var line = json.AsSpan(0, from).LastIndexOf((byte)'\n') + 1;
        if (json.AsSpan(line, from - line).Trim(" \t"u8).IsEmpty && LineEnd(json, to) is { } end)
        {
            (from, to) = (line, end);
        }
        else
        {
            var blank = json.AsSpan(to).Length - json.AsSpan(to).TrimStart(" \t"u8).Length;
            to += comma >= 0 ? blank : 0;
            from = comma >= 0 ? from : json.AsSpan(0, from).TrimEnd(" \t"u8).Length;
        }

        return before >= 0
            ? [.. json.AsSpan(0, before), .. json.AsSpan(before + 1, from - before - 1), .. json.AsSpan(to)]
            : [.. json.AsSpan(0, from), .. json.AsSpan(to)];
    }

    /// <summary>Where the comma after a value is; -1 where the object ends without one.</summary>
    private static int Comma(ReadOnlySpan<byte> json, int from)
    {
        for (var i = from; i < json.Length; i++)
        {
            if (json[i] is (byte)',' or (byte)'}')
            {
                return json[i] == ',' ? i : -1;
            }

            if (json[i] == '/')
            {
                i = CommentEnd(json, i) - 1;
            }
        }

        return -1;
    }

    /// <summary>The beginning of the next line, where nothing but a comment stands before it.</summary>
    private static int? LineEnd(ReadOnlySpan<byte> json, int from)
    {
        for (var i = from; i < json.Length; i++)
        {
            if (json[i] == '\n')
            {
                return i + 1;
            }

            if (json[i] == '/')
            {
                var end = CommentEnd(json, i);
                if (json[i..end].Contains((byte)'\n'))
                {
                    return null;
                }

                i = end - 1;
            }
            else if (json[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return null;
            }
        }

        return json.Length;
    }

    private static int CommentEnd(ReadOnlySpan<byte> json, int from)
    {
        var block = json[from + 1] == '*';
        var end = json[(from + 2)..].IndexOf(block ? "*/"u8 : "\n"u8);
        return end < 0 ? json.Length : from + 2 + end + (block ? 2 : 0);
    }

    /// <summary>Where a member of an object is.</summary>
    /// <param name="Before">Where the value of the member before it ends; -1 for none.</param>
    private readonly record struct Member(int Key, int End, int Before);
}
