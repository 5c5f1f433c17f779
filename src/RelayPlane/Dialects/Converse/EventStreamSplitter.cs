using System.Buffers.Binary;
using System.IO.Hashing;

namespace RelayPlane.Dialects.Converse;

/// <summary>
/// Cuts <c>application/vnd.amazon.eventstream</c> into its messages, however it was split: total length, headers' length and their CRC-32, then headers,
/// payload and the CRC-32 of all before it, each number big-endian. Both checksums are verified, since behind a wrong length everything is nonsense.
/// </summary>
/// <param name="largest">No message is larger, in bytes; AWS makes none over 24 MB.</param>
internal sealed class EventStreamSplitter(int largest = 24 << 20)
{
    private const int Prelude = 12;
    private const int Least = 16;

    private byte[] _carry = [];
    private int _carried;

    /// <summary>What is wrong with the stream, as a sentence; nothing more is read of it then.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes the next message off the front of the input. At false all input was taken.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out EventStreamFrame next)
    {
        next = default;
        if (_carried == 0 && input.Length >= Prelude && LengthOf(input) is var length && length > 0 && length <= input.Length)
        {
            next = Parse(input[..length]);
            input = input[length..];
            return IsSound(ref input);
        }

        if (!IsSound(ref input) || !Carry(Prelude, ref input) || (length = LengthOf(_carry)) == 0 || !Carry(length, ref input))
        {
            IsSound(ref input);
            return false;
        }

        _carried = 0;
        next = Parse(_carry.AsSpan(0, length));
        return IsSound(ref input);
    }

    private bool IsSound(ref ReadOnlySpan<byte> input)
    {
        if (Fault is null)
        {
            return true;
        }

        input = default;
        return false;
    }

    /// <returns>Whether so many bytes are carried now.</returns>
    private bool Carry(int wanted, ref ReadOnlySpan<byte> input)
    {
        var taken = Math.Clamp(wanted - _carried, 0, input.Length);
        if (_carried + taken > _carry.Length)
        {
            // Grown by what came, not by what the length promises.
            Array.Resize(ref _carry, Math.Max(_carried + taken, Math.Min(wanted, Math.Max(1024, _carry.Length * 2))));
        }

        input[..taken].CopyTo(_carry.AsSpan(_carried));
        _carried += taken;
        input = input[taken..];
        return _carried >= wanted;
    }

    /// <returns>The length of the whole message; 0 for a prelude that cannot be right.</returns>
    private int LengthOf(ReadOnlySpan<byte> prelude)
    {
        var total = BinaryPrimitives.ReadUInt32BigEndian(prelude);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(prelude[4..]);
        if (Crc32.HashToUInt32(prelude[..8]) != BinaryPrimitives.ReadUInt32BigEndian(prelude[8..]))
        {
            return Broken("The provider's event stream is damaged: the checksum of a message's beginning is wrong.");
        }

        return total < Least || headers > total - Least ? Broken("The provider's event stream is damaged: a message has no possible length.")
            : total > largest ? Broken("The provider's event stream has a message that is too large.")
            : (int)total;
    }

    private EventStreamFrame Parse(ReadOnlySpan<byte> message)
    {
        if (Crc32.HashToUInt32(message[..^4]) != BinaryPrimitives.ReadUInt32BigEndian(message[^4..]))
        {
            Broken("The provider's event stream is damaged: a message's checksum is wrong.");
            return default;
        }

        var headers = (int)BinaryPrimitives.ReadUInt32BigEndian(message[4..]);
        return new EventStreamFrame(message.Slice(Prelude, headers), message[(Prelude + headers)..^4]);
    }

    private int Broken(string why)
    {
        Fault = why;
        return 0;
    }
}
