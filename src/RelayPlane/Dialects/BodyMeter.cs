using System.Buffers;
using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>Reads one whole JSON body.</summary>
internal delegate Reading BodyReader(ReadOnlySpan<byte> body);

/// <summary>Gathers a reply that is one JSON document, and reads it at the end. What is larger than the limit is not metered.</summary>
internal sealed class BodyMeter(BodyReader read, int limit = 32 << 20) : Meter
{
    private byte[] _gathered = [];
    private int _length;
    private bool _tooLarge;
    private Reading? _reading;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (_tooLarge || bytes.IsEmpty)
        {
            return;
        }

        if (bytes.Length > limit - _length)
        {
            _tooLarge = true;
            Return();
            return;
        }

        if (_gathered.Length < _length + bytes.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_gathered.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The first to ask is told when all has come, and whoever asks again is told the same.</summary>
    public override Reading Read() => _reading ??= ReadGathered();

    private Reading ReadGathered()
    {
        if (_tooLarge)
        {
            return Reading.None with { HasContent = true };
        }

        var reading = read(_gathered.AsSpan(0, _length));
        if (reading is { Usage: null, Error: null } && (reading.HasContent || (!reading.Complete && WholeBody.IsJson(_gathered.AsSpan(0, _length)))))
        {
            // Cut before its usage, or without any: what came is all that tells how much was used.
            reading = reading with { Relayed = reading.Relayed.Events > 0 ? reading.Relayed : new RelayedText(1, _length), UsageIsFinal = false };
        }

        Return();
        return reading;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(_gathered.Length * 2, limit)));
        _gathered.AsSpan(0, _length).CopyTo(larger);
        var length = _length;
        Return();
        (_gathered, _length) = (larger, length);
    }

    private void Return()
    {
        if (_gathered.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_gathered);
        }

        (_gathered, _length) = ([], 0);
    }
}
