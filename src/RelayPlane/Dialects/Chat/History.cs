using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads what a message of an assistant has beside its content, in a history or in a reply: thoughts with their state, and calls of tools.</summary>
internal static class History
{
    /// <summary>What it thought, wherever the provider puts that: <c>reasoning_content</c>, <c>reasoning</c>, or <c>reasoning_details</c>.</summary>
    public static void Thoughts(JsonElement message, List<Block> blocks, string? provider = null, string? key = null)
    {
        var text = Said(message);
        if (message.Get("reasoning_details") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0)
        {
            blocks.AddRange(WrappedThoughts.IsWrapped(details)
                ? WrappedThoughts.Read(details, text)
                : [new ThinkingBlock(text.Length > 0 ? text : Text(details)) { State = new OpaqueState(WireFormat.Chat, details.Compact(), provider, key) }]);
        }
        else if (text.Length > 0)
        {
            blocks.Add(new ThinkingBlock(text));
        }
    }

    /// <summary>The readable thought of a message or delta, once where it is said under two names (bug B30).</summary>
    public static string Said(JsonElement message) =>
        message.Text("reasoning_content") is { Length: > 0 } content ? content : message.Text("reasoning") ?? string.Empty;

    /// <summary>The readable text of OpenRouter's details.</summary>
    public static string Text(JsonElement details) =>
        string.Concat(((JsonElement?)details).Items().Select(one => one.Text("text") ?? one.Text("summary")));

    /// <param name="id">For a call that has none.</param>
    public static ToolCallBlock Call(JsonElement call, string id, string? provider = null, string? key = null)
    {
        var custom = call.Text("type") == "custom" ? call.Get("custom") : null;
        var function = custom ?? call.Get("function") ?? call;
        var arguments = custom is { } free ? free.Text("input") ?? string.Empty : Arguments(function.Get("arguments"));
        return new ToolCallBlock(call.Text("id") is { Length: > 0 } given ? given : id, function.Text("name") ?? string.Empty, arguments)
        {
            Freeform = custom is not null,
            State = Signature(call, provider, key),
            Raw = call,
        };
    }

    /// <summary>Gemini's thought signature, as its OpenAI-compatible endpoint has it (bug B27), or what was wrapped into its place.</summary>
    public static OpaqueState? Signature(JsonElement call, string? provider, string? key)
    {
        if (call.Get("extra_content")?.Get("google")?.Text("thought_signature") is not { Length: > 0 } signature)
        {
            return null;
        }

        var state = OpaqueState.Unwrap(WireFormat.Chat, signature);
        return state.Format == WireFormat.Chat && state.Provider is null ? state with { Provider = provider, Key = key } : state;
    }

    private static string Arguments(JsonElement? arguments) => arguments switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } said ? said : "{}",
        { ValueKind: JsonValueKind.Object } json => json.Compact(),
        _ => "{}",
    };
}
