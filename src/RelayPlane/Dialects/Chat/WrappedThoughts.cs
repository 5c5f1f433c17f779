using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Another format's thoughts in the hands of a Chat Completions client: their words together are <c>reasoning_content</c>, and <c>reasoning_details</c>
/// has for each its wrapped state and how many characters of the words are its own, so that they come apart again. The shape is OpenRouter's
/// <c>reasoning.encrypted</c>, which clients send back unread.
/// </summary>
internal static class WrappedThoughts
{
    private const string Format = "relayplane-v1";

    public static bool IsWrapped(JsonElement details) => ((JsonElement?)details).Items().Any(IsOurs);

    public static List<Block> Read(JsonElement details, string text)
    {
        var blocks = new List<Block>();
        var items = ((JsonElement?)details).Items().Where(IsOurs).ToList();
        var exact = items.Sum(item => item.Whole("length") ?? 0) == text.Length;
        var from = 0;
        foreach (var item in items)
        {
            var length = exact ? (int)(item.Whole("length") ?? 0) : items.Count == 1 ? text.Length : 0;
            var state = item.Text("data") is { Length: > 0 } data ? OpaqueState.Unwrap(WireFormat.Chat, data) : null;
            blocks.Add(new ThinkingBlock(text.Substring(from, length))
            {
                State = state,
                Redacted = item.Flag("redacted") == true,
                IsSummary = state?.Format == WireFormat.Responses,
                ItemId = item.Text("id"),
            });
            from += length;
        }

        return blocks;
    }

    public static void Write(Utf8JsonWriter json, ThinkingBlock thought, int length, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "reasoning.encrypted"u8);
        json.WriteString("data"u8, thought.State?.Wrap() ?? string.Empty);
        if (thought.ItemId is { } id)
        {
            json.WriteString("id"u8, id);
        }

        json.WriteString("format"u8, Format);
        json.WriteNumber("index"u8, index);
        json.WriteNumber("length"u8, length);
        if (thought.Redacted)
        {
            json.WriteBoolean("redacted"u8, true);
        }

        json.WriteEndObject();
    }

    /// <summary>The items of a provider's own details, as it gave them.</summary>
    public static void WriteItems(Utf8JsonWriter json, OpaqueState state)
    {
        using var items = JsonDocument.Parse(Encoding.UTF8.GetBytes(state.Data));
        foreach (var item in items.RootElement.EnumerateArray())
        {
            item.WriteTo(json);
        }
    }

    private static bool IsOurs(JsonElement item) => item.Text("format") == Format;
}
