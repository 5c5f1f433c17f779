using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Looking;

/// <summary>What a conversation holds beside text. Found by the words of the formats in quotes: within a text a quote is escaped, so that nothing that somebody says is taken for one.</summary>
/// <param name="Images">Pictures, documents or sound.</param>
/// <param name="Signed">Reasoning that only the model that made it can read.</param>
internal readonly record struct PromptMarks(bool Images, bool Signed)
{
    public static PromptMarks Of(ReadOnlySpan<byte> messages, Api api) => api == Api.Gemini ? OfParts(messages) : OfBlocks(messages);

    /// <summary>Google's parts are told by the names of their members.</summary>
    private static PromptMarks OfParts(ReadOnlySpan<byte> messages) => new(
        Has(messages, "\"inlineData\""u8) || Has(messages, "\"inline_data\""u8) || Has(messages, "\"fileData\""u8) || Has(messages, "\"file_data\""u8),
        Tells(messages, "\"thoughtSignature\""u8) || Tells(messages, "\"thought_signature\""u8));

    private static PromptMarks OfBlocks(ReadOnlySpan<byte> messages)
    {
        var (images, thinks, reasons, redacted) = (false, false, false, false);
        var rest = messages;
        while (rest.IndexOf("\"type\""u8) is >= 0 and var at)
        {
            rest = rest[(at + 6)..];
            var type = Value(rest);
            switch (type.Length)
            {
                case 4:
                    images |= type.SequenceEqual("file"u8);
                    break;
                case 5:
                    images |= type.SequenceEqual("image"u8);
                    break;
                case 8:
                    images |= type.SequenceEqual("document"u8);
                    thinks |= type.SequenceEqual("thinking"u8);
                    break;
                case 9:
                    images |= type.SequenceEqual("image_url"u8);
                    reasons |= type.SequenceEqual("reasoning"u8);
                    break;
                case 10:
                    images |= type.SequenceEqual("input_file"u8);
                    break;
                case 11:
                    images |= type.SequenceEqual("input_image"u8) || type.SequenceEqual("input_audio"u8);
                    break;
                case 17:
                    redacted |= type.SequenceEqual("redacted_thinking"u8);
                    break;
                case 19:
                    redacted |= type.SequenceEqual("reasoning.encrypted"u8);
                    break;
            }
        }

        return new PromptMarks(images, redacted || (thinks && Tells(messages, "\"signature\""u8)) || (reasons && Tells(messages, "\"encrypted_content\""u8)));
    }

    private static bool Has(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> name) => messages.IndexOf(name) >= 0;

    /// <summary>Whether a member of that name has a text that is not empty.</summary>
    private static bool Tells(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> name)
    {
        while (messages.IndexOf(name) is >= 0 and var at)
        {
            messages = messages[(at + name.Length)..];
            if (!Value(messages).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The inside of a short string that stands behind a member's name; of a long one its beginning.</summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> behind)
    {
        behind = behind[..Math.Min(behind.Length, 64)].TrimStart(" \n\r\t"u8);
        if (behind.IsEmpty || behind[0] != ':')
        {
            return default;
        }

        behind = behind[1..].TrimStart(" \n\r\t"u8);
        if (behind.IsEmpty || behind[0] != '"')
        {
            return default;
        }

        behind = behind[1..];
        var end = behind.IndexOf((byte)'"');
        return end < 0 ? behind : behind[..end];
    }
}
