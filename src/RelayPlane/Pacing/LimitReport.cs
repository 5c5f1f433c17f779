namespace RelayPlane.Pacing;

/// <summary>What a reply's headers report of the limits per minute; null where they do not. Figures that cannot be (≤ 0 limits, negative remainders) are left out.</summary>
internal readonly record struct LimitReport(LimitLevel? Requests, LimitLevel? Input, LimitLevel? Output)
{
    public bool IsEmpty => Requests is null && Input is null && Output is null;
}

/// <summary>One limit as reported.</summary>
/// <param name="Limit">Per minute.</param>
/// <param name="Remaining">What is left of it; null where only the limit is told.</param>
/// <param name="Rounding">What <paramref name="Remaining"/> is rounded to.</param>
/// <param name="Reset">Until it is full again.</param>
internal readonly record struct LimitLevel(double Limit, double? Remaining, double Rounding = 1, TimeSpan? Reset = null);
