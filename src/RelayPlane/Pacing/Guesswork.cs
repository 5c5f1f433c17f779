namespace RelayPlane.Pacing;

/// <summary>Blind mode, for providers whose replies report no limits: what was let through in the last minute before a refusal is taken for the limit; it shrinks by refusals and grows while calls wait in quiet.</summary>
internal sealed class Guesswork
{
    public const double Growth = 1.03;

    /// <summary>Seconds to pause after a refusal that names no wait; most of the first ones clear within a second or two.</summary>
    public const double Pause = 5;
    public const double FirstPause = 2;
    private const double Shrink = 0.85;
    private readonly Queue<(double At, double Tokens)> _recent = new();
    private double _tokens;
    private double _refused = double.NegativeInfinity;
    private double _grown = double.NegativeInfinity;

    public void Sent(double tokens, double now)
    {
        _recent.Enqueue((now, tokens));
        _tokens += tokens;
        while (_recent.TryPeek(out var oldest) && oldest.At < now - 60)
        {
            _tokens -= _recent.Dequeue().Tokens;
        }
    }

    /// <summary>The limits per minute that a refusal suggests; null where it says nothing new.</summary>
    /// <param name="waitTold">A first refusal without any wait or reason is often a hiccup, not a limit.</param>
    public (double Tokens, double Requests)? Refused(double now, bool waitTold, double tokens, double requests)
    {
        var since = now - _refused;
        _refused = now;
        if (!waitTold && since > 60)
        {
            return null;
        }

        if (since <= 2 && tokens > 0)
        {
            return null;
        }

        return (
            tokens > 0 ? Math.Max(tokens * Shrink, 2000) : Math.Max(_tokens, 1000),
            requests > 0 ? Math.Max(requests * Shrink, 5) : Math.Max(_recent.Count, 5));
    }

    public bool MayGrow(double now)
    {
        if (now - _refused <= 10 || now - _grown <= 5)
        {
            return false;
        }

        _grown = now;
        return true;
    }
}
