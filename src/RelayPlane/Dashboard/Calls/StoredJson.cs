using System.Text.Json;

namespace RelayPlane.Dashboard.Calls;

/// <summary>JSON that the ledger keeps as text.</summary>
internal static class StoredJson
{
    /// <returns>What is no JSON, as the text it is; null for null.</returns>
    public static JsonElement? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, CallsJson.Default.String);
        }
    }
}
