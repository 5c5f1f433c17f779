using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayPlane.Config;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Puts changes into the text of a config as a careful person would. Pure.</summary>
internal static class EditText
{
    /// <summary>What is longer stands on lines of its own.</summary>
    private const int LongestLine = 60;

    public static string With(string text, IEnumerable<ConfigChange> changes)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return changes.Aggregate(text, (so, change) => change.Value.ValueKind == JsonValueKind.Null ? ConfigCut.Remove(so, change.Path!) : Set(so, change.Path!, change.Value, newLine));
    }

    /// <summary>A long value stands on lines of its own where its key does.</summary>
    private static string Set(string text, IReadOnlyList<string> path, JsonElement value, string newLine)
    {
        var line = InOneLine(value);
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && line.Length > LongestLine)
        {
            var lines = Write(value, indented: true).ReplaceLineEndings(newLine + new string(' ', 2 * path.Count));
            var edited = ConfigSplice.Set(text, path, lines);
            var at = edited.IndexOf(": " + lines, StringComparison.Ordinal);
            if (at >= 0 && edited[(edited.LastIndexOf('\n', at) + 1)..at].TrimStart(' ', '\t').StartsWith($"\"{path[^1]}\"", StringComparison.Ordinal))
            {
                return edited;
            }
        }

        return ConfigSplice.Set(text, path, line);
    }

    /// <summary>As people write it: <c>{ "a": [ 1, 2 ] }</c>.</summary>
    private static string InOneLine(JsonElement value) => string.Join(' ', Write(value, indented: true).ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    /// <summary>Whether all its texts can be written: JSON may name half a character, which is none.</summary>
    public static bool IsText(JsonElement value)
    {
        try
        {
            _ = Compact(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>In one line, with every character that can be as it is.</summary>
    public static string Compact(JsonElement value) => Write(value, indented: false);

    private static string Write(JsonElement value, bool indented)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
