namespace RelayPlane.Metering;

/// <summary>An exact amount in billionths of a US dollar, so that sums in SQL stay exact.</summary>
internal readonly record struct Money(long NanoUsd) : IComparable<Money>
{
    private const decimal NanosPerDollar = 1_000_000_000m;

    public decimal Usd => NanoUsd / NanosPerDollar;

    /// <summary>Rounds half away from zero; called once per attempt, after the exact sum.</summary>
    public static Money FromUsd(decimal usd) => new((long)decimal.Round(usd * NanosPerDollar, MidpointRounding.AwayFromZero));

    public static Money operator +(Money left, Money right) => new(checked(left.NanoUsd + right.NanoUsd));

    public static bool operator <(Money left, Money right) => left.NanoUsd < right.NanoUsd;

    public static bool operator >(Money left, Money right) => left.NanoUsd > right.NanoUsd;

    public static bool operator <=(Money left, Money right) => left.NanoUsd <= right.NanoUsd;

    public static bool operator >=(Money left, Money right) => left.NanoUsd >= right.NanoUsd;

    public int CompareTo(Money other) => NanoUsd.CompareTo(other.NanoUsd);
}
