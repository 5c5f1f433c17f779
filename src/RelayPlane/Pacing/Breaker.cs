namespace RelayPlane.Pacing;

/// <summary>
/// Keeps calls away from a target that fails, and lets one after the other try whether it is back. Refusals for limits and clients' mistakes are
/// never samples. Not safe for threads. Times are seconds of one monotonic clock.
/// </summary>
internal sealed class Breaker(BreakerRule rule, Random random)
{
    private const double LongestCooldown = 15;
    private const int ProbesToClose = 2;
    private readonly Queue<(double At, bool Failed, ulong Body)> _samples = new();
    private int _failures;
    private int _unreached;
    private int _opened;
    private int _probed;
    private bool _probing;

    /// <summary>May change with the config; what was seen under the old rule still counts.</summary>
    public BreakerRule Rule { get; set; } = rule;

    public BreakerState State { get; private set; }

    /// <summary>When an open breaker lets a probe through.</summary>
    public double OpenUntil { get; private set; }

    /// <summary>Seconds until a call may try; infinite while a probe is under way.</summary>
    public double Wait(double now)
    {
        if (State == BreakerState.Open)
        {
            if (now < OpenUntil)
            {
                return OpenUntil - now;
            }

            (State, _probing, _probed) = (BreakerState.HalfOpen, false, 0);
        }

        return State == BreakerState.HalfOpen && _probing ? double.PositiveInfinity : 0;
    }

    /// <summary>A call was let through.</summary>
    /// <returns>Whether it is a probe, whose end must be told.</returns>
    public bool Sent()
    {
        _probing = State == BreakerState.HalfOpen;
        return _probing;
    }

    /// <summary>The probe ended without telling anything of the target.</summary>
    public void ProbeDropped() => _probing = false;

    /// <returns>Whether the breaker has just closed.</returns>
    public bool Succeeded(ulong body, double now)
    {
        Add(now, failed: false, body);
        _unreached = 0;
        if (State != BreakerState.HalfOpen)
        {
            return false;
        }

        _probing = false;
        if (++_probed < ProbesToClose)
        {
            return false;
        }

        (State, _opened, _failures) = (BreakerState.Closed, 0, 0);
        _samples.Clear();
        return true;
    }

    /// <param name="unreached">No connection could be made: two of these in a row are enough, they cost nothing to find out.</param>
    public void Failed(ulong body, bool unreached, double now)
    {
        Add(now, failed: true, body);
        _unreached = unreached ? _unreached + 1 : 0;
        if (State == BreakerState.HalfOpen || (State == BreakerState.Closed && (_unreached >= 2 || Trips())))
        {
            Open(now + (Rule.CooldownSeconds ?? Math.Min(LongestCooldown, Math.Pow(2, Math.Min(_opened, 10)))) * (0.8 + (0.4 * random.NextDouble())));
        }
    }

    /// <summary>Opens it until then; also what a restart finds.</summary>
    public void Open(double until)
    {
        (State, OpenUntil, _probing) = (BreakerState.Open, until, false);
        _opened++;
    }

    /// <summary>Closes it by hand.</summary>
    public void Reset()
    {
        (State, _opened, _failures, _unreached, _probing) = (BreakerState.Closed, 0, 0, 0, false);
        _samples.Clear();
    }

    private void Add(double now, bool failed, ulong body)
    {
        _samples.Enqueue((now, failed, body));
        _failures += failed ? 1 : 0;
        while (_samples.TryPeek(out var oldest) && oldest.At < now - Rule.WindowSeconds)
        {
            _failures -= _samples.Dequeue().Failed ? 1 : 0;
        }
    }

    private bool Trips() => _failures >= Rule.LeastFailures && _samples.Count >= Rule.LeastSamples && _failures >= Rule.FailureRatio * _samples.Count
        && (Rule.LeastBodies <= 1 || _samples.Where(sample => sample.Failed).Select(sample => sample.Body).Distinct().Take(Rule.LeastBodies).Count() >= Rule.LeastBodies);
}

/// <summary>Where a breaker stands.</summary>
internal enum BreakerState
{
    Closed,
    Open,

    /// <summary>One probe at a time.</summary>
    HalfOpen,
}
