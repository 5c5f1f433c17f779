using System.Buffers.Binary;

namespace RelayPlane.Dialects.Converse;

/// <summary>One message of an AWS event stream. Its spans live until the next one is read.</summary>
internal readonly ref struct EventStreamFrame
{
    private readonly ReadOnlySpan<byte> _headers;

    public EventStreamFrame(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        _headers = headers;
        Payload = payload;
    }

    /// <summary>For an event or an exception: JSON.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary><c>event</c>, <c>exception</c> or <c>error</c>.</summary>
    public ReadOnlySpan<byte> MessageType => Header(":message-type"u8);

    /// <summary>What happened.</summary>
    public ReadOnlySpan<byte> EventType => Header(":event-type"u8);

    /// <summary>The name of the exception, or the code of the error.</summary>
    public ReadOnlySpan<byte> ErrorType => Header(":exception-type"u8) is { IsEmpty: false } name ? name : Header(":error-code"u8);

    /// <summary>An error has its words among the headers.</summary>
    public ReadOnlySpan<byte> ErrorMessage => Header(":error-message"u8);

    /// <summary>The text of a header; empty where there is none. Numbers and times are passed over.</summary>
    private ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name)
    {
        var rest = _headers;
        while (rest.Length > 1 && rest.Length > 1 + rest[0])
        {
            var found = rest.Slice(1, rest[0]).SequenceEqual(name);
            var type = rest[1 + rest[0]];
            rest = rest[(2 + rest[0])..];
            var text = type is 6 or 7;
            if (text && rest.Length < 2)
            {
                break;
            }

            var length = text ? 2 + BinaryPrimitives.ReadUInt16BigEndian(rest) : type switch { 2 => 1, 3 => 2, 4 => 4, 5 or 8 => 8, 9 => 16, _ => 0 };
            if (length > rest.Length)
            {
                break;
            }

            if (found && text)
            {
                return rest[2..length];
            }

            rest = rest[length..];
        }

        return default;
    }
}
