namespace RelayPlane.Pacing;

/// <summary>Turns moments of the pacer's clock, which counts seconds from its start, into those on the wall and back.</summary>
/// <param name="Now">The pacer's clock at a moment.</param>
/// <param name="Wall">The clock on the wall at the same one.</param>
internal readonly record struct WallClock(double Now, DateTimeOffset Wall)
{
    /// <summary>Farther away than this is never: it would be beyond what a date can say.</summary>
    private const double Farthest = 10 * 365 * 86400.0;

    public DateTimeOffset At(double seconds) => Wall + TimeSpan.FromSeconds(Math.Clamp(seconds - Now, -Farthest, Farthest));

    /// <summary>To the full second, so that a file does not change for nothing.</summary>
    public DateTimeOffset AtSecond(double seconds) => DateTimeOffset.FromUnixTimeSeconds((long)Math.Round(At(seconds).ToUnixTimeMilliseconds() / 1000.0));

    public double Of(DateTimeOffset wall) => Now + (wall - Wall).TotalSeconds;
}
