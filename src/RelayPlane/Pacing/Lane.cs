using RelayPlane.Catalog;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>One key of a provider for one model class: the mirror of its limits, its breaker, and how many calls may be under way. Not safe for threads; the pacer's lock guards it.</summary>
/// <param name="keyState">Shared by all lanes of the key.</param>
internal sealed class Lane(string provider, string modelClass, Credential key, RateProfile profile, KeyState keyState, BreakerRule rule, Random random)
{
    private const double HourSeconds = 3600;
    private readonly Queue<double> _refusals = new();
    private readonly KeyState _classState = new();

    public string Provider => provider;

    public string Class => modelClass;

    public Credential Key => key;

    public RateProfile Profile => profile;

    public Mirror Mirror { get; } = new(profile);

    public Breaker Breaker { get; } = new(rule, random);

    public Window Window { get; } = new(profile.ColdStart);

    public FirstTokenTimes FirstToken { get; } = new();

    public KeyState KeyState => keyState;

    /// <summary>What a person has paused, of all lanes.</summary>
    public Holds Holds { get; init; } = new();

    /// <summary>Whether a person has paused it.</summary>
    public bool IsHeld => Holds.Cover(provider, key);

    /// <summary>A daily quota of this model class alone.</summary>
    public KeyState ClassState => _classState;

    /// <summary>Nothing is sent before, in seconds of the monotonic clock.</summary>
    public double PausedUntil { get; set; }

    public long Calls { get; set; }

    /// <summary>What the provider said, or did, when it last failed; never a secret.</summary>
    public string? LastFailure { get; set; }

    /// <summary>Seconds until a call may go here, and what it waits for.</summary>
    public LaneWait Wait(Demand demand, double now)
    {
        if (IsHeld)
        {
            return new(double.PositiveInfinity, WaitsFor.Held);
        }

        var trouble = keyState.Wait(now) >= _classState.Wait(now) ? keyState : _classState;
        if (trouble.Wait(now) is > 0 and var key)
        {
            // A quota that is known to come back in a moment is worth waiting for.
            return new(key, trouble.UntilIsKnown && key < 60 ? WaitsFor.Pause : WaitsFor.Key);
        }

        if (Breaker.Wait(now) is > 0 and var cooldown)
        {
            return new(cooldown, WaitsFor.Cooldown);
        }

        if (!Window.HasRoom(Mirror.Known))
        {
            return new(double.PositiveInfinity, WaitsFor.Concurrency);
        }

        if (now < PausedUntil)
        {
            return new(PausedUntil - now, WaitsFor.Pause);
        }

        var wait = Mirror.Wait(demand, now, out var limit);
        return wait == 0 ? LaneWait.None
            : double.IsPositiveInfinity(wait) ? new(wait, WaitsFor.Size)
            : new(wait, WaitFor(limit));
    }

    /// <summary>Forgets what kept calls away: a person knows better. What was learned of limits stays.</summary>
    public void Reset()
    {
        Breaker.Reset();
        keyState.Answered();
        _classState.Answered();
        (PausedUntil, LastFailure) = (0, null);
    }

    /// <summary>Upstream refusals for limits within the last hour.</summary>
    public int Refusals(double now)
    {
        while (_refusals.TryPeek(out var oldest) && oldest < now - HourSeconds)
        {
            _refusals.Dequeue();
        }

        return _refusals.Count;
    }

    public void RefusedAt(double now)
    {
        _refusals.Enqueue(now);
        Refusals(now);
    }

    private static WaitsFor WaitFor(LimitKind limit) => limit switch
    {
        LimitKind.Requests => WaitsFor.Requests,
        LimitKind.OutputTokens => WaitsFor.OutputTokens,
        _ => WaitsFor.InputTokens,
    };
}
