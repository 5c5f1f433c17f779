namespace RelayPlane.Pacing;

/// <summary>How many calls may wait for their first token at once: few before any limit is known, fewer after the provider said that it is overloaded. Not safe for threads.</summary>
/// <param name="coldStart">How many before any limit is known; 0 for no such bound.</param>
internal sealed class Window(int coldStart)
{
    private const double Start = 64;
    private const double Most = 512;
    private const int MostCold = 256;
    private const double AfterCooldown = 8;
    private readonly bool _bounded = coldStart > 0;
    private int _cold = coldStart;
    private double _limit = coldStart > 0 ? Start : double.PositiveInfinity;
    private double _cut = double.NegativeInfinity;

    public int InFlight { get; private set; }

    public bool HasRoom(bool limitsKnown) => InFlight < _limit && (limitsKnown || !_bounded || InFlight < _cold);

    public void Sent() => InFlight++;

    public void Ended() => InFlight--;

    public void Succeeded()
    {
        _limit = _bounded ? Math.Min(Most, _limit + (_limit < Start ? 1 : 4 / _limit)) : _limit + 1;
        _cold = Math.Min(MostCold, _cold + 1);
    }

    public void Overloaded(double now)
    {
        if (now - _cut > 1)
        {
            _limit = Math.Max(2, Math.Min(_limit, Math.Max(InFlight, 2)) * 0.8);
            _cut = now;
        }
    }

    /// <summary>The target is back: begin slowly.</summary>
    public void StartSlowly() => _limit = Math.Min(_limit, AfterCooldown);
}
