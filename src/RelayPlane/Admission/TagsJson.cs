using System.Text;
using System.Text.Json;

namespace RelayPlane.Admission;

/// <summary>Writes tags as one JSON object.</summary>
internal static class TagsJson
{
    public static string Write(IReadOnlyDictionary<string, string> tags)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in tags)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
