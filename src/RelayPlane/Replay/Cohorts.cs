namespace RelayPlane.Replay;

/// <summary>
/// A sum by conversations, for how sure it is: conversations are what happens independently, not their calls. They are kept in a bounded number of
/// cohorts, which are drawn anew many times; with few conversations each has a cohort of its own but for a few.
/// </summary>
internal sealed class Cohorts
{
    private const int Count = 1 << 14;
    private const int Draws = 1000;
    private const double Tail = .025;

    private readonly double[] _sums = new double[Count];
    private readonly bool[] _used = new bool[Count];

    public void Add(ulong conversation, double amount)
    {
        // The upper bits of a product with an odd constant depend on all bits.
        var cohort = (int)(conversation * 0x9E3779B97F4A7C15UL >> 50);
        _sums[cohort] += amount;
        _used[cohort] = true;
    }

    /// <summary>How many conversations there are, or a few less.</summary>
    public int Conversations => _used.Count(used => used);

    public double Total => _sums.Sum();

    /// <summary>The 95 % interval of the sum.</summary>
    public (double Lower, double Upper) Interval(Random random)
    {
        double[] drawn = [.. _sums.Where((_, cohort) => _used[cohort])];
        if (drawn.Length == 0)
        {
            return (0, 0);
        }

        var totals = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var total = 0.0;
            for (var i = 0; i < drawn.Length; i++)
            {
                total += drawn[random.Next(drawn.Length)];
            }

            totals[draw] = total;
        }

        Array.Sort(totals);
        return (totals[(int)(Tail * Draws)], totals[(int)((1 - Tail) * Draws) - 1]);
    }
}
