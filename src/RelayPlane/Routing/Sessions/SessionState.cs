using RelayPlane.Metering;

namespace RelayPlane.Routing.Sessions;

/// <summary>Where a conversation stands.</summary>
/// <param name="Target">Who answers it.</param>
/// <param name="CachedTokens">How much of its prompt its provider held after the last answer.</param>
/// <param name="At">When it was answered last.</param>
/// <param name="Saved">What routing has saved in it so far against the model asked for; what a change of model may cost.</param>
internal sealed record SessionState(Target Target, long CachedTokens, DateTimeOffset At, Money Saved)
{
    /// <summary>How long what is written to a cache is held there, unless it is written for an hour.</summary>
    private static readonly TimeSpan s_usualHold = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longHold = TimeSpan.FromHours(1);

    /// <summary>How much of its prompt the model that was asked for would hold, had it answered all along.</summary>
    public long AskedTokens { get; init; }

    /// <summary>The model that was asked for; null where it was no certain one.</summary>
    public Target? Asked { get; init; }

    /// <summary>Whether the cache is written for an hour.</summary>
    public bool ForAnHour { get; init; }

    /// <summary>The last prompt as it was counted, and as it had been guessed.</summary>
    public long Input { get; init; }

    public double Guessed { get; init; }

    /// <summary>How much of the prompt is held still.</summary>
    public long CachedAt(DateTimeOffset now) => Holds(now) ? CachedTokens : 0;

    /// <summary>How much of it the model that is asked for would hold still.</summary>
    public long AskedAt(DateTimeOffset now, Target? asked) => Holds(now) && asked is not null && asked.Is(Asked) ? AskedTokens : 0;

    /// <summary>What a guess of the prompt's length will be counted as, by how the last one was.</summary>
    public long Expected(double guessed) => (long)Math.Ceiling(Guessed > 0 && Input > 0 ? guessed * Input / Guessed : guessed);

    public static SessionState After(SessionState? before, SessionTurn turn)
    {
        var usage = turn.Usage;
        var saved = before?.Saved.NanoUsd ?? 0;
        if (turn is { Cost: { } cost, AsAsked: { } asAsked })
        {
            saved += asAsked.NanoUsd - cost.NanoUsd;
        }

        if (turn.IsDetour && before is not null)
        {
            return before with { Saved = new Money(saved) };
        }

        return new SessionState(turn.Target, usage.CacheRead + usage.CacheWrite5m + usage.CacheWrite1h, turn.At, new Money(saved))
        {
            AskedTokens = turn.AskedTokens,
            Asked = turn.Asked,
            ForAnHour = usage.CacheWrite1h > 0 || (before is { ForAnHour: true } && usage.CacheWrite5m == 0),
            Input = usage.TotalInput,
            Guessed = turn.Guessed,
        };
    }

    private bool Holds(DateTimeOffset now) => now - At <= (ForAnHour ? s_longHold : s_usualHold);
}
