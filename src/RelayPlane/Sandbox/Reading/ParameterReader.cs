using System.Text.Json;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Reads one top-level parameter that is not part of the prompt. The reader stands on its name and is left at its end.</summary>
internal static class ParameterReader
{
    public static void Read(ref Utf8JsonReader reader, Ask ask)
    {
        if (reader.ValueTextEquals("model"u8))
        {
            reader.Read();
            ask.Model = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            ask.Trouble ??= ask.Model is null ? new Trouble(400, "model: Input should be a valid string", Param: "model") : null;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("stream"u8))
        {
            reader.Read();
            ask.Stream = reader.GetBoolean();
        }
        else if (reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8) || reader.ValueTextEquals("max_output_tokens"u8))
        {
            reader.Read();
            ask.MaxOutput = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
            ask.Trouble ??= ask.MaxOutput < 1 ? new Trouble(400, "max_tokens: Input should be greater than or equal to 1", Param: "max_tokens") : null;
        }
        else if (reader.ValueTextEquals("n"u8) || reader.ValueTextEquals("dimensions"u8))
        {
            var count = reader.ValueTextEquals("n"u8);
            reader.Read();
            var value = reader.TokenType == JsonTokenType.Null ? 1 : reader.GetInt32();
            ask.Count = count ? Math.Clamp(value, 1, 16) : ask.Count;
            ask.Dimensions = count ? ask.Dimensions : Math.Clamp(value, 1, 8192);
        }
        else if (reader.ValueTextEquals("encoding_format"u8))
        {
            reader.Read();
            ask.Base64 = reader.ValueTextEquals("base64"u8);
        }
        else
        {
            ReadObjects(ref reader, ask);
        }
    }

    private static void ReadObjects(ref Utf8JsonReader reader, Ask ask)
    {
        if (reader.ValueTextEquals("stream_options"u8))
        {
            ask.IncludeUsage = Flags.Any(ref reader, "include_usage"u8, JsonTokenType.True);
        }
        else if (reader.ValueTextEquals("thinking"u8))
        {
            ask.Thinking = !Flags.AnyText(ref reader, "type"u8, "disabled"u8);
        }
        else if (reader.ValueTextEquals("reasoning"u8))
        {
            ask.Thinking = !Flags.AnyText(ref reader, "effort"u8, "none"u8);
        }
        else if (reader.ValueTextEquals("reasoning_effort"u8))
        {
            reader.Read();
            ask.Thinking = reader.TokenType == JsonTokenType.String && !reader.ValueTextEquals("none"u8);
        }
        else if (reader.ValueTextEquals("tool_choice"u8) || reader.ValueTextEquals("toolConfig"u8))
        {
            ToolReader.ReadChoice(ref reader, ask);
        }
        else if (reader.ValueTextEquals("generationConfig"u8))
        {
            ReadGenerationConfig(ref reader, ask);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadGenerationConfig(ref Utf8JsonReader reader, Ask ask)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.ValueTextEquals("maxOutputTokens"u8))
            {
                reader.Read();
                ask.MaxOutput = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("thinkingConfig"u8))
            {
                ask.Thinking = Flags.Any(ref reader, "includeThoughts"u8, JsonTokenType.True);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
