namespace RelayPlane.Ledger;

/// <summary>
/// Durations, counted in buckets of 9 % width, so that percentiles of millions of calls are read from a few bytes and can be merged. Eight
/// buckets double the duration, from 64 µs to beyond a day. As bytes: pairs of bucket (1 byte) and count (varint).
/// </summary>
internal sealed class LatencyHistogram
{
    private const int PerOctave = 8;
    private const int Buckets = 256;

    /// <summary>Microseconds at which the logarithmic scale begins; below it one bucket holds all.</summary>
    private const double Floor = 64;

    /// <summary>Of the buckets from <see cref="_first"/> on; only as long as what was counted needs, since there are many histograms.</summary>
    private long[] _counts = [];

    private int _first;

    public long Count { get; private set; }

    public void Add(long microseconds)
    {
        Count++;
        At(BucketOf(microseconds))++;
    }

    public void Merge(ReadOnlySpan<byte> packed)
    {
        while (!packed.IsEmpty)
        {
            int bucket = packed[0];
            long count = 0;
            int at = 1;
            int shift = 0;
            do
            {
                count |= (long)(packed[at] & 0x7f) << shift;
                shift += 7;
            }
            while (packed[at++] >= 0x80);

            At(bucket) += count;
            Count += count;
            packed = packed[at..];
        }
    }

    public void Merge(LatencyHistogram other) => Add(other, 1);

    /// <summary>Takes out what was merged before.</summary>
    public void Subtract(LatencyHistogram part) => Add(part, -1);

    public byte[] Pack()
    {
        List<byte> packed = [];
        for (int index = 0; index < _counts.Length; index++)
        {
            long count = _counts[index];
            if (count == 0)
            {
                continue;
            }

            packed.Add((byte)(_first + index));
            for (; count >= 0x80; count >>= 7)
            {
                packed.Add((byte)(count | 0x80));
            }

            packed.Add((byte)count);
        }

        return [.. packed];
    }

    /// <summary>The duration that the share <paramref name="quantile"/> (0 to 1) does not exceed, by nearest rank; null of nothing.</summary>
    public TimeSpan? Percentile(double quantile) => Value(quantile) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;

    /// <summary>The same as a number, for what is no duration.</summary>
    public double? Value(double quantile)
    {
        if (Count == 0)
        {
            return null;
        }

        long rank = Math.Clamp((long)Math.Ceiling(quantile * Count), 1, Count);
        int index = 0;
        for (long seen = _counts[0]; seen < rank; seen += _counts[index])
        {
            index++;
        }

        return MiddleOf(_first + index);
    }

    /// <summary>What was counted: each bucket that holds anything, the lowest first.</summary>
    public IEnumerable<LatencyBucket> Filled()
    {
        for (int index = 0; index < _counts.Length; index++)
        {
            if (_counts[index] != 0)
            {
                int bucket = _first + index;
                yield return new(bucket == 0 ? 0 : EndOf(bucket - 1), EndOf(bucket), _counts[index]);
            }
        }
    }

    /// <summary>As exact as its buckets; null of nothing.</summary>
    public TimeSpan? Mean => Count == 0 ? null : TimeSpan.FromMicroseconds(_counts.Select((count, index) => count * MiddleOf(_first + index)).Sum() / Count);

    private void Add(LatencyHistogram other, int sign)
    {
        for (int index = 0; index < other._counts.Length; index++)
        {
            if (other._counts[index] != 0)
            {
                At(other._first + index) += sign * other._counts[index];
            }
        }

        Count += sign * other.Count;
    }

    /// <summary>The count of a bucket, for which room is made.</summary>
    private ref long At(int bucket)
    {
        if (_counts.Length == 0)
        {
            (_first, _counts) = (bucket, new long[4]);
        }
        else if (bucket < _first || bucket >= _first + _counts.Length)
        {
            int first = Math.Min(bucket, _first);
            int end = Math.Max(bucket + 1, _first + _counts.Length);

            // Twice as long, at the end that grew, so that it has to grow a few times only.
            int room = Math.Min(_counts.Length, Buckets - (end - first));
            first = bucket < _first ? Math.Max(0, first - room) : first;
            long[] wider = new long[Math.Min(end - first + (bucket < _first ? 0 : room), Buckets - first)];
            _counts.CopyTo(wider, _first - first);
            (_first, _counts) = (first, wider);
        }

        return ref _counts[bucket - _first];
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Floor)
        {
            return 0;
        }

        int bucket = 1 + (int)(PerOctave * Math.Log2(microseconds / Floor));
        return Math.Min(bucket, Buckets - 1);
    }

    private static double EndOf(int bucket) => Floor * Math.Pow(2, (double)bucket / PerOctave);

    /// <summary>The geometric middle, in microseconds: at most 4.5 % from any duration in the bucket.</summary>
    private static double MiddleOf(int bucket) =>
        bucket == 0 ? Floor / 2 : Floor * Math.Pow(2, (bucket - 0.5) / PerOctave);
}

/// <summary>Durations from one (in) to another (out), in microseconds, and how many there were.</summary>
internal readonly record struct LatencyBucket(double From, double To, long Count);
