using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Another format's thoughts in the hands of a Chat Completions client: their words together are <c>reasoning_content</c>, and <c>reasoning_details</c>
/// has for each its wrapped state with the very words that it signs, or how many characters of the words are its own, so that they come apart again. The
/// words stand there once more because OpenAI's own SDK keeps only the last piece of a member that it does not know. The shape is OpenRouter's
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
        var exact = items.Sum(Length) == text.Length;
        var from = 0;
        foreach (var item in items)
        {
            var length = exact ? Length(item) : items.Count == 1 && item.Text("text") is null ? text.Length : 0;
            var state = item.Text("data") is { Length: > 0 } data ? OpaqueState.Unwrap(WireFormat.Chat, data) : null;
            blocks.Add(new ThinkingBlock(item.Text("text") ?? text.Substring(from, length))
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

    /// <param name="text">What the client was shown of it.</param>
    public static void Write(Utf8JsonWriter json, ThinkingBlock thought, string text, int index)
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
        if (thought.State is null)
        {
            json.WriteNumber("length"u8, text.Length);
        }
        else
        {
            json.WriteString("text"u8, text);
        }

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

    private static int Length(JsonElement item) => item.Text("text")?.Length ?? (int)(item.Whole("length") ?? 0);

    private static bool IsOurs(JsonElement item) => item.Text("format") == Format;
}
