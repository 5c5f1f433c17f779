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
        return changes.Aggregate(text, (so, change) => change.Value is { ValueKind: not JsonValueKind.Null } value
            ? ConfigSplice.Set(so, change.Path!, Written(value, change.Path!.Count, newLine))
            : ConfigCut.Remove(so, change.Path!));
    }

    private static string Written(JsonElement value, int depth, string newLine)
    {
        var compact = Compact(value);
        return value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || compact.Length <= LongestLine
            ? compact
            : Write(value, indented: true).ReplaceLineEndings(newLine + new string(' ', 2 * depth));
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
