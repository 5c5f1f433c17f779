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

    private readonly long[] _counts = new long[Buckets];

    public long Count { get; private set; }

    public void Add(long microseconds)
    {
        _counts[BucketOf(microseconds)]++;
        Count++;
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

            _counts[bucket] += count;
            Count += count;
            packed = packed[at..];
        }
    }

    public void Merge(LatencyHistogram other)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
    }

    public byte[] Pack()
    {
        List<byte> packed = [];
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            long count = _counts[bucket];
            if (count == 0)
            {
                continue;
            }

            packed.Add((byte)bucket);
            for (; count >= 0x80; count >>= 7)
            {
                packed.Add((byte)(count | 0x80));
            }

            packed.Add((byte)count);
        }

        return [.. packed];
    }

    /// <summary>The duration that the share <paramref name="quantile"/> (0 to 1) does not exceed, by nearest rank; null of nothing.</summary>
    public TimeSpan? Percentile(double quantile)
    {
        if (Count == 0)
        {
            return null;
        }

        long rank = Math.Clamp((long)Math.Ceiling(quantile * Count), 1, Count);
        int bucket = 0;
        for (long seen = _counts[0]; seen < rank; seen += _counts[bucket])
        {
            bucket++;
        }

        return TimeSpan.FromMicroseconds(MiddleOf(bucket));
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

    /// <summary>The geometric middle, in microseconds: at most 4.5 % from any duration in the bucket.</summary>
    private static double MiddleOf(int bucket) =>
        bucket == 0 ? Floor / 2 : Floor * Math.Pow(2, (bucket - 0.5) / PerOctave);
}
