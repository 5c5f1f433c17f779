namespace RelayPlane.Routing.Scoring;

/// <summary>What the weights say of a call, before it becomes <see cref="Heads"/>. The gain is an output of its own, since calls are ranked by it.</summary>
internal static class Outputs
{
    /// <summary>Quality of the cheapest tier.</summary>
    public const int Level = 0;

    /// <summary>What the dearest tier adds to that.</summary>
    public const int Gain = 1;

    public const int Count = 2;

    // Nothing is certain.
    private const float Least = .01f;

    /// <summary>Sums are whole numbers, so that every machine gets the same; this many are 1.</summary>
    public const int One = 1 << 20;

    /// <summary>Whatever the sums say, these are probabilities, the difference of the outer two is the gain, and the middle tier lies between them.</summary>
    /// <param name="middle">The part of the gain that the middle tier has.</param>
    public static Heads Heads(ReadOnlySpan<int> sums, int middle)
    {
        var gain = Math.Clamp(Part(sums[Gain]), -.5f, .95f);
        var level = Math.Clamp(Part(sums[Level]), Math.Max(Least, Least - gain), Math.Min(1 - Least, 1 - Least - gain));
        return new Heads(level, level + Part(middle) * gain, level + gain);
    }

    private static float Part(int sum) => sum / (float)One;
}
