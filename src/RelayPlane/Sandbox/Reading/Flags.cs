using System.Text.Json;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Looks for a member in the value that follows, and leaves the reader at the value's end.</summary>
internal static class Flags
{
    /// <summary>Whether a member of this name has a value of this kind.</summary>
    public static bool Any(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, JsonTokenType kind)
    {
        var found = false;
        reader.Read();
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return false;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                reader.Read();
                found |= reader.TokenType == kind;
            }
        }

        return found;
    }

    /// <summary>Whether a member of this name is this text.</summary>
    public static bool AnyText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var found = false;
        reader.Read();
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                reader.Read();
                found |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);
            }
        }

        return found;
    }
}
