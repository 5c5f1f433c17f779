using System.Text.Json;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Reads the tools that a client offers, in the shape of any API, and its choice among them.</summary>
internal static class ToolReader
{
    /// <summary>The reader stands on the array's start and is left at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, Ask ask)
    {
        var depth = reader.CurrentDepth;
        string? name = null;
        Range schema = default;
        var custom = false;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                if (name is not null)
                {
                    ask.Tools.Add(new ToolSketch(name, schema, custom));
                }

                (name, schema, custom) = (null, default, false);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadMember(ref reader, ref name, ref schema, ref custom);
            }
        }
    }

    public static void ReadChoice(ref Utf8JsonReader reader, Ask ask)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            ask.Choice = reader.TokenType == JsonTokenType.String ? Choice(ref reader, ask.Choice) : ask.Choice;
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var named = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("name"u8);
            if (named)
            {
                reader.Read();
                (ask.Choice, ask.ChosenTool) = (ToolChoice.Named, reader.GetString());
            }
            else if (reader.TokenType == JsonTokenType.String && ask.Choice != ToolChoice.Named)
            {
                ask.Choice = Choice(ref reader, ask.Choice);
            }
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, ref string? name, ref Range schema, ref bool custom)
    {
        if (reader.ValueTextEquals("name"u8))
        {
            reader.Read();
            name = reader.GetString();
        }
        else if (reader.ValueTextEquals("input_schema"u8) || reader.ValueTextEquals("parameters"u8) || reader.ValueTextEquals("parametersJsonSchema"u8))
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            schema = start..(int)reader.BytesConsumed;
        }
        else if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            // Anthropic has the same word for a common tool; its calls are written without a look at this.
            custom |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("custom"u8);
            reader.Skip();
        }
        else if (!reader.ValueTextEquals("function"u8) && !reader.ValueTextEquals("functionDeclarations"u8))
        {
            reader.Skip();
        }
    }

    private static ToolChoice Choice(ref Utf8JsonReader reader, ToolChoice otherwise) =>
        reader.ValueTextEquals("any"u8) || reader.ValueTextEquals("required"u8) || reader.ValueTextEquals("ANY"u8) ? ToolChoice.Any
        : reader.ValueTextEquals("none"u8) || reader.ValueTextEquals("NONE"u8) ? ToolChoice.None
        : reader.ValueTextEquals("auto"u8) || reader.ValueTextEquals("AUTO"u8) ? ToolChoice.Auto
        : otherwise;
}
