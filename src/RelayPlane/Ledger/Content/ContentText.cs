using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace RelayPlane.Ledger.Content;

/// <summary>A kept body as text.</summary>
internal static class ContentText
{
    /// <summary>Null where there is no body. What is no text is only described.</summary>
    public static string? Of(KeptBody body, IReadOnlyList<KeptHeader> headers)
    {
        if (body.Bytes.IsEmpty)
        {
            return null;
        }

        var bytes = body.Cut ? Whole(body.Bytes.Span) : body.Bytes.Span;
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var what = Value(headers, "content-encoding") ?? Value(headers, "content-type") ?? "no known type";
        return string.Create(CultureInfo.InvariantCulture, $"({body.Bytes.Length} bytes of {what}, which are no text)");
    }

    /// <summary>Without the part of a character at the end that a cut left there.</summary>
    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var last = bytes[^back];
            if (last >= 0xC0)
            {
                return Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? bytes[..^back] : bytes;
            }

            if (last < 0x80)
            {
                break;
            }
        }

        return bytes;
    }

    private static string? Value(IReadOnlyList<KeptHeader> headers, string name) =>
        headers.LastOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
