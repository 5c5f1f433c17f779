using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>
/// Counts what content of a stream came. Looking into an event tells how much of it is frame around the content; events that are not looked into are
/// taken to have the same frame, or that of the smallest of them.
/// </summary>
internal struct ContentCount
{
    private long _events;
    private long _known;
    private long _alike;
    private long _alikeBytes;
    private long? _frame;

    public readonly bool KnowsFrame => _frame is not null;

    public readonly RelayedText Relayed => new(_events, _known + Math.Max(0, _alikeBytes - (_alike * (_frame ?? 0))));

    /// <summary>An event with so many bytes of content.</summary>
    public void Add(long content)
    {
        _events++;
        _known += content;
    }

    /// <summary>An event of so many bytes, so many of which are content.</summary>
    public void Add(int length, long content)
    {
        Add(content);
        _frame = Math.Min(_frame ?? length, Math.Max(0, length - content));
    }

    /// <summary>One more event, not looked into.</summary>
    public void AddAlike(int length)
    {
        _events++;
        _alike++;
        _alikeBytes += length;
        _frame = Math.Min(_frame ?? length, length);
    }

    /// <summary>The bytes of the text in a string, or of all that is in an object or array.</summary>
    public static int Bytes(ReadOnlySpan<byte> value) => value.Length == 0 ? 0 : value[0] switch
    {
        (byte)'"' => value.Length - 2,
        (byte)'{' or (byte)'[' => value.Length,
        _ => 0,
    };
}
