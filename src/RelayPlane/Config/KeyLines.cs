using System.Text;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>On which line each value of a JSON file stands, by its path (<c>clients[0].key</c>), and which keys are written twice.</summary>
internal sealed class KeyLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<string> _twice = [];

    public IReadOnlyList<string> Twice => _twice;

    /// <summary>From 1; null for a path that is not in the file.</summary>
    public int? Of(string path) => _lines.TryGetValue(path, out var line) ? line : null;

    /// <summary>Reads a file that is valid JSON with comments.</summary>
    public static KeyLines Read(ReadOnlySpan<byte> json)
    {
        var found = new KeyLines();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var open = new Stack<(string Path, int Index)>();
        var (path, line, counted) = ("", 1, 0);
        while (reader.Read())
        {
            var at = (int)reader.TokenStartIndex;
            line += json[counted..at].Count((byte)'\n');
            counted = at;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = Join(open.Peek().Path, reader.GetString()!);
                    if (!found._lines.TryAdd(path, line))
                    {
                        found._twice.Add(path);
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    path = Element(open, path);
                    found._lines.TryAdd(path, line);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    }

                    break;
            }
        }

        return found;
    }

    /// <summary>The path of a member.</summary>
    public static string Join(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";

    /// <summary>The path of the next value: its number in an open array, else that of the key just read.</summary>
    private static string Element(Stack<(string Path, int Index)> open, string path)
    {
        if (!open.TryPeek(out var parent) || parent.Index < 0)
        {
            return path;
        }

        open.Pop();
        open.Push((parent.Path, parent.Index + 1));
        return new StringBuilder(parent.Path).Append('[').Append(parent.Index).Append(']').ToString();
    }
}
