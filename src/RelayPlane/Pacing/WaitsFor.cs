namespace RelayPlane.Pacing;

/// <summary>What a call waits for.</summary>
internal enum WaitsFor
{
    Nothing,

    /// <summary>The limit of requests per minute.</summary>
    Requests,

    /// <summary>The limit of input tokens per minute.</summary>
    InputTokens,

    /// <summary>The limit of output tokens per minute.</summary>
    OutputTokens,

    /// <summary>A call under way to have its first token.</summary>
    Concurrency,

    /// <summary>A failing target to be tried again.</summary>
    Cooldown,

    /// <summary>The end of a pause that the provider asked for.</summary>
    Pause,

    /// <summary>A person to let go a key that they have paused.</summary>
    Held,

    /// <summary>A key that was refused or is exhausted.</summary>
    Key,

    /// <summary>Nothing that will come: the call is larger than the limit.</summary>
    Size,
}

/// <summary>How long a call must wait, in seconds, and for what. Infinite seconds end with an event, not with time.</summary>
internal readonly record struct LaneWait(double Seconds, WaitsFor For)
{
    public static LaneWait None => default;

    /// <summary>Whether time or a finished call may end it; a key that is gone or a limit that is too small will hardly.</summary>
    public bool IsHopeful => For is not (WaitsFor.Key or WaitsFor.Size);

    /// <summary>2 where it ends by itself, 1 where a person may end it, 0 where hardly anything will.</summary>
    public int Hope => For is WaitsFor.Held ? 1 : IsHopeful ? 2 : 0;
}
