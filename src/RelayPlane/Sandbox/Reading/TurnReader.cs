using System.Text;
using System.Text.Json;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Walks the turns of a prompt: keeps the last text, and whether the last turn brings tool results.</summary>
internal static class TurnReader
{
    // Enough to tell prompts apart and to find a tool's name in.
    private const int KeptBytes = 512;

    public static void Read(ref Utf8JsonReader reader, Door door, Ask ask)
    {
        var turns = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ask.EndsInToolResult = false;
                ReadTurn(ref reader, ask);
            }
            else if (door.Endpoint is Endpoint.Embeddings or Endpoint.Completions)
            {
                ask.LastText = reader.TokenType == JsonTokenType.String ? Start(ref reader) : ask.LastText;
                reader.Skip();
            }
            else
            {
                var name = PromptPart.TurnsName(door);
                ask.Trouble ??= new Trouble(400, $"{name}.{turns}: Input should be an object", "invalid_type", $"{name}[{turns}]");
                reader.Skip();
            }

            turns++;
        }

        ask.Count = door.Endpoint is Endpoint.Embeddings or Endpoint.BatchEmbedContents ? Math.Max(1, turns) : ask.Count;
        if (turns == 0)
        {
            var name = PromptPart.TurnsName(door);
            ask.Trouble ??= new Trouble(400, $"{name}: at least one message is required", "empty_array", name);
        }
    }

    /// <summary>The start of a string, without taking a big one apart.</summary>
    public static string Start(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        return bytes.Length <= KeptBytes ? reader.GetString() ?? "" : Encoding.UTF8.GetString(bytes[..KeptBytes]);
    }

    /// <summary>The reader stands on the turn's start and is left at its end.</summary>
    public static void ReadTurn(ref Utf8JsonReader reader, Ask ask)
    {
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var text = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("content"u8);
            var kind = reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("role"u8);
            ask.EndsInToolResult |= reader.ValueTextEquals("functionResponse"u8);
            if (!text && !kind && !reader.ValueTextEquals("parts"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            if (text && reader.TokenType == JsonTokenType.String)
            {
                ask.LastText = Start(ref reader);
            }
            else if (kind && reader.TokenType == JsonTokenType.String)
            {
                ask.EndsInToolResult |= reader.ValueTextEquals("tool_result"u8) || reader.ValueTextEquals("tool"u8) || reader.ValueTextEquals("function_call_output"u8);
            }
        }
    }
}
