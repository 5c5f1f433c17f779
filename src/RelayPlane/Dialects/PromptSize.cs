namespace RelayPlane.Dialects;

/// <summary>
/// Guesses a prompt's length in tokens from its bytes. No tokenizer is needed: an error of 60 % costs a few refused calls in a thousand
/// (`ratelimits.md` §3.2), and what is systematic in it is calibrated away by the reported usage. Pure.
/// </summary>
internal static class PromptSize
{
    private const double BytesPerToken = 4;

    /// <summary>An image or document in base64 is far fewer tokens than its bytes: about 1,500 for a picture, whatever its size, more for a long document.</summary>
    private const double BytesPerAttachmentToken = 100;
    private const int TokensPerAttachment = 1000;

    /// <summary>A shorter string is no attachment.</summary>
    private const int ShortestAttachment = 4096;

    /// <summary>So many bytes tell data from text.</summary>
    private const int Look = 1024;

    public static double Tokens(ReadOnlySpan<byte> body, PromptParts parts) =>
        Part(body[parts.Tools]) + Part(body[parts.System]) + Part(body[parts.Messages]);

    private static double Part(ReadOnlySpan<byte> part)
    {
        var tokens = 0.0;
        var text = part.Length;
        var rest = part;
        while (rest.Length > ShortestAttachment)
        {
            var found = rest.IndexOf("base64"u8);
            if (found < 0)
            {
                break;
            }

            // The data follows within the same object, or at once in a data URL.
            rest = rest[(found + 6)..];
            var data = LongString(rest, out var skipped);
            if (data > 0)
            {
                text -= data;
                tokens += TokensPerAttachment + (data / BytesPerAttachmentToken);
            }

            rest = rest[skipped..];
        }

        return tokens + (text / BytesPerToken);
    }

    /// <summary>The length of the next long string within a few hundred bytes; 0 for none.</summary>
    private static int LongString(ReadOnlySpan<byte> rest, out int skipped)
    {
        skipped = 0;
        while (skipped < 512 && skipped < rest.Length)
        {
            var end = rest[skipped..].IndexOf((byte)'"');
            if (end < 0)
            {
                return 0;
            }

            var start = skipped;
            skipped += end + 1;
            if (end >= ShortestAttachment)
            {
                // Text that only speaks of base64 has spaces.
                return rest.Slice(start, Look).Contains((byte)' ') ? 0 : end;
            }
        }

        return 0;
    }
}
