using System.Text.Json;

namespace RelayPlane.Admission;

/// <summary><c>agent-names.json</c>: one object, from an agent's key to the name that the user gave it. (The Node product's <c>agents.json</c> stays its own.)</summary>
internal static class AgentNamesFile
{
    /// <summary>Empty where there is none.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static SortedDictionary<string, string> Read(string path)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return names;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"{path} is not an object of names.");
        }

        foreach (var member in json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
        {
            names[member.Name] = member.Value.GetString()!;
        }

        return names;
    }

    /// <summary>Replaces the file in one step.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, string> names)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(draft);
        using (var file = new FileStream(draft, options))
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (key, name) in names)
            {
                json.WriteString(key, name);
            }

            json.WriteEndObject();
        }

        File.Move(draft, path, overwrite: true);
    }
}
