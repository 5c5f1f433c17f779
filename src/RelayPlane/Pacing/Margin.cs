namespace RelayPlane.Pacing;

/// <summary>How much of a limit is used: a little less than all, less after each refusal, and more again in quiet times.</summary>
internal sealed class Margin
{
    private const double Least = 0.90;
    private const double Start = 0.98;
    private double _margin = Start;
    private double _slow = 1;
    private double _changed;
    private double _ramped;

    public double Factor => _margin * _slow;

    public void Refused(double now)
    {
        if (now - _changed > 2)
        {
            _changed = now;
            _margin = Math.Max(Least, _margin - 0.02);
        }
    }

    /// <summary>The provider said that traffic grows too fast.</summary>
    public void SlowDown(double now)
    {
        if (now - _ramped > 2)
        {
            (_ramped, _slow) = (now, Math.Max(0.1, _slow * 0.6));
        }
    }

    /// <returns>Whether the factor changed.</returns>
    public bool Recover(double now)
    {
        var changed = false;
        if (_margin < 1 && now - _changed > 30)
        {
            (_changed, _margin, changed) = (now, Math.Min(1, _margin + 0.005), true);
        }

        if (_slow < 1 && now - _ramped > 10)
        {
            (_ramped, _slow, changed) = (now, Math.Min(1, _slow + 0.1), true);
        }

        return changed;
    }
}
