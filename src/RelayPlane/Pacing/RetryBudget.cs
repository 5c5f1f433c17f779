namespace RelayPlane.Pacing;

/// <summary>How many calls may be sent again: two a second and a fifth of those sent for the first time. Without it a failing target would be sent more than a healthy one. Not safe for threads.</summary>
internal sealed class RetryBudget
{
    private const double Most = 200;
    private const double PerSecond = 2;
    private const double PerCall = 0.2;
    private double _left = 20;
    private double _at;

    public void Sent() => _left = Math.Min(Most, _left + PerCall);

    public bool TryTake(double now)
    {
        _left = Math.Min(Most, _left + (PerSecond * Math.Max(0, now - _at)));
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
