namespace RelayPlane.Routing.Scoring;

/// <summary>What the weights say of a call, before it becomes <see cref="Heads"/>. The gain is an output of its own, since calls are ranked by it.</summary>
internal static class Outputs
{
    /// <summary>Quality of the cheapest tier.</summary>
    public const int Level = 0;

    /// <summary>What the dearest tier adds to that.</summary>
    public const int Gain = 1;

    /// <summary>Which part of the gain the middle tier already has.</summary>
    public const int MiddlePart = 2;

    public const int Count = 3;

    /// <summary>Sums are whole numbers, so that every machine gets the same; this many are 1.</summary>
    public const int One = 1 << 20;

    /// <summary>Whatever the sums say, these are probabilities, and their difference is the gain.</summary>
    public static Heads Heads(ReadOnlySpan<int> sums)
    {
        var gain = Math.Clamp(sums[Gain] / (float)One, -.5f, .95f);
        var level = Math.Clamp(sums[Level] / (float)One, Math.Max(.01f, .01f - gain), Math.Min(.99f, .99f - gain));
        return new Heads(level, level + gain * Math.Clamp(sums[MiddlePart] / (float)One, 0, 1), level + gain);
    }
}
