using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Knows which top-level fields make up the prompt, and reads them.</summary>
internal static class PromptPart
{
    public static PromptField Of(ReadOnlySpan<byte> name, Api api) =>
        name.SequenceEqual("messages"u8) || name.SequenceEqual("input"u8) || name.SequenceEqual("prompt"u8) || (api == Api.Gemini && (name.SequenceEqual("contents"u8) || name.SequenceEqual("content"u8) || name.SequenceEqual("requests"u8))) ? PromptField.Turns
        : name.SequenceEqual("system"u8) || name.SequenceEqual("instructions"u8) || name.SequenceEqual("systemInstruction"u8) ? PromptField.System
        : name.SequenceEqual("tools"u8) ? PromptField.Tools
        : PromptField.None;

    public static string TurnsName(Door door) => door.Endpoint switch
    {
        Endpoint.Responses or Endpoint.Embeddings => "input",
        Endpoint.Completions => "prompt",
        Endpoint.EmbedContent => "content",
        Endpoint.BatchEmbedContents => "requests",
        _ when door.Api == Api.Gemini => "contents",
        _ => "messages",
    };

    /// <summary>The reader stands on the first token of the value and is left at its last.</summary>
    public static void Read(ref Utf8JsonReader reader, PromptField part, Door door, Ask ask)
    {
        if (part == PromptField.Tools && reader.TokenType == JsonTokenType.StartArray)
        {
            ToolReader.Read(ref reader, ask);
        }
        else if (part != PromptField.Turns)
        {
            reader.Skip();
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            TurnReader.Read(ref reader, door, ask);
        }
        else if (reader.TokenType == JsonTokenType.StartObject && door.Endpoint == Endpoint.EmbedContent)
        {
            TurnReader.ReadTurn(ref reader, ask);
        }
        else if (reader.TokenType == JsonTokenType.String && TurnsName(door) is "input" or "prompt")
        {
            ask.LastText = TurnReader.Start(ref reader);
        }
        else
        {
            var name = TurnsName(door);
            ask.Trouble ??= door.Api == Api.Anthropic
                ? new Trouble(400, $"{name}: Input should be a valid array", Param: name)
                : new Trouble(400, $"Invalid type for '{name}': expected an array.", "invalid_type", name);
            reader.Skip();
        }
    }
}

/// <summary>The fields of a request that make up its prompt.</summary>
internal enum PromptField
{
    None,
    Turns,
    System,
    Tools,
}
