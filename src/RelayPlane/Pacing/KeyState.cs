using RelayPlane.Dialects;

namespace RelayPlane.Pacing;

/// <summary>Whether a key can be used at all: not while it is dead (refused) or exhausted (money or quota). A call now and then finds out whether it is back. Not safe for threads.</summary>
internal sealed class KeyState
{
    private const double FirstProbe = 10;
    private const double LastProbe = 300;
    private const double UnknownReset = 900;
    private double _pause = FirstProbe;

    public KeyTrouble Trouble { get; private set; }

    /// <summary>When the next call may try it, in seconds of the monotonic clock.</summary>
    public double Until { get; private set; }

    /// <summary>Whether <see cref="Until"/> is the provider's own word.</summary>
    public bool UntilIsKnown { get; private set; }

    /// <summary>The provider's words.</summary>
    public string? Reason { get; private set; }

    /// <summary>The reply that said so; null after a restart.</summary>
    public ProviderWords? Words { get; private set; }

    public double Wait(double now) => Trouble == KeyTrouble.None ? 0 : Math.Max(0, Until - now);

    /// <summary>A call is let through to find out; the others wait for the next time.</summary>
    public void Probed(double now)
    {
        if (Trouble != KeyTrouble.None)
        {
            Until = now + _pause;
        }
    }

    public void Died(string? reason, double now)
    {
        Set(KeyTrouble.Dead, reason, now + _pause, known: false);
        _pause = Math.Min(LastProbe, _pause * 2);
    }

    /// <param name="until">When it comes back, where that is known.</param>
    public void Exhausted(string? reason, double? until, ProviderWords? words, double now)
    {
        Words = words;
        _pause = UnknownReset;
        Set(KeyTrouble.Exhausted, reason, until ?? now + UnknownReset, until is not null);
    }

    /// <summary>What an earlier run has left.</summary>
    public void Restore(KeyTrouble trouble, string? reason, double until, bool known, ProviderWords? words)
    {
        (Words, _pause) = (words, trouble == KeyTrouble.Exhausted ? UnknownReset : FirstProbe);
        Set(trouble, reason, until, known);
    }

    public void Answered() => (Trouble, Reason, Words, _pause, UntilIsKnown) = (KeyTrouble.None, null, null, FirstProbe, false);

    private void Set(KeyTrouble trouble, string? reason, double until, bool known) => (Trouble, Reason, Until, UntilIsKnown) = (trouble, reason, until, known);
}

/// <summary>Why a key cannot be used.</summary>
internal enum KeyTrouble
{
    None,

    /// <summary>401 or 403.</summary>
    Dead,

    /// <summary>Money, a spend cap, or a daily or monthly quota.</summary>
    Exhausted,
}
