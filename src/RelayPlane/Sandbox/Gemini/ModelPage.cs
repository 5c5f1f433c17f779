using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Sandbox.Gemini;

/// <summary><c>GET /v1beta/models</c>: pages by <c>pageSize</c> and <c>pageToken</c>, which is the index to go on from.</summary>
internal static class ModelPage
{
    private const int DefaultSize = 50;

    public static void List(Utf8JsonWriter json, IQueryCollection query)
    {
        var all = ModelShelf.Gemini;
        var size = int.TryParse(query["pageSize"], out var asked) ? Math.Clamp(asked, 1, 1000) : DefaultSize;
        var start = int.TryParse(query["pageToken"], out var token) ? Math.Clamp(token, 0, all.Length) : 0;
        var end = Math.Min(all.Length, start + size);
        json.WriteStartObject();
        json.WriteStartArray("models"u8);
        foreach (var model in all[start..end])
        {
            One(json, model);
        }

        json.WriteEndArray();
        if (end < all.Length)
        {
            json.WriteString("nextPageToken"u8, end.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    public static void One(Utf8JsonWriter json, string model)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, "models/" + model);
        json.WriteString("version"u8, "001"u8);
        json.WriteString("displayName"u8, model);
        json.WriteNumber("inputTokenLimit"u8, 1_048_576);
        json.WriteNumber("outputTokenLimit"u8, 65_536);
        json.WriteStartArray("supportedGenerationMethods"u8);
        json.WriteStringValue("generateContent"u8);
        json.WriteStringValue("countTokens"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
