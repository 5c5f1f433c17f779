namespace RelayPlane.Pacing;

/// <summary>How long a target usually takes to its first token, so that a hang can be told from a long prompt. Seconds. Not safe for threads.</summary>
internal sealed class FirstTokenTimes
{
    private const int Kept = 64;
    private const int Enough = 20;
    private const double Unknown = 120;
    private const double Least = 20;
    private const double Most = 300;
    private readonly double[] _last = new double[Kept];
    private long _seen;
    private double _patience = 1;

    /// <summary>The time after which the first token will hardly come: four times the longest of the last; more after each time it was waited for in vain.</summary>
    public double Timeout => Math.Min(Most, _patience * (_seen < Enough ? Unknown : Math.Max(Least, 4 * _last.Max())));

    /// <summary>The middle of the last; null before there was any.</summary>
    public double? Usual => _seen == 0 ? null : _last.Take((int)Math.Min(_seen, Kept)).Order().ElementAt((int)Math.Min(_seen, Kept) / 2);

    public void Came(double seconds)
    {
        _last[_seen++ % Kept] = seconds;
        _patience = 1;
    }

    public void DidNotCome() => _patience = Math.Min(8, _patience * 1.5);
}
