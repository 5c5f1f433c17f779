using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayPlane.Ledger;

/// <summary>
/// One entry as bytes of the journal: a mark with the version (4 bytes), the length of what follows the head (4, little-endian), its XxHash3 (8), and
/// the entry as JSON. What was torn by a kill or a full disk fails the hash, and is passed over.
/// </summary>
internal static class JournalRecord
{
    private const int Head = 16;

    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static Scratch? scratch;

    private static ReadOnlySpan<byte> Mark => "RPJ1"u8;

    /// <returns>The whole record; it lives until the same thread writes another.</returns>
    public static ReadOnlySpan<byte> Write(CallEntry entry)
    {
        var (bytes, json) = scratch is { } kept && kept.Bytes.Capacity <= LargestKept ? kept : scratch = new Scratch();
        bytes.ResetWrittenCount();
        bytes.GetSpan(Head)[..Head].Clear();
        bytes.Advance(Head);
        json.Reset(bytes);
        JsonSerializer.Serialize(json, entry, JournalJson.Default.CallEntry);
        json.Flush();

        var record = MemoryMarshal.AsMemory(bytes.WrittenMemory).Span;
        var body = record[Head..];
        Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], body.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(record[8..], XxHash3.HashToUInt64(body));
        return record;
    }

    /// <summary>Every entry that stands whole in the bytes of a segment, in order.</summary>
    public static List<CallEntry> ReadAll(ReadOnlySpan<byte> bytes)
    {
        List<CallEntry> entries = [];
        while (true)
        {
            var next = bytes.IndexOf(Mark);
            if (next < 0 || bytes.Length - next < Head)
            {
                return entries;
            }

            bytes = bytes[next..];
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
            if (length < 0 || length > bytes.Length - Head || XxHash3.HashToUInt64(bytes.Slice(Head, length)) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]))
            {
                bytes = bytes[1..];
                continue;
            }

            if (Entry(bytes.Slice(Head, length)) is { } entry)
            {
                entries.Add(entry);
            }

            bytes = bytes[(Head + length)..];
        }
    }

    /// <summary>Null where it is whole, and yet none that this version knows.</summary>
    private static CallEntry? Entry(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JournalJson.Default.CallEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a thread writes its records in.</summary>
    private sealed class Scratch
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new(4096);

        public Utf8JsonWriter Json { get; }

        // Nothing of it is shown in a page, and text full of quotation marks stays half as long.
        public Scratch() => Json = new Utf8JsonWriter(Bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

        public void Deconstruct(out ArrayBufferWriter<byte> bytes, out Utf8JsonWriter json) => (bytes, json) = (Bytes, Json);
    }
}
