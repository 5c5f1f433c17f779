using RelayPlane.Metering;

namespace RelayPlane.Routing.Sessions;

/// <summary>Which model each conversation has, and what its prompt cache is worth there. Outlives a config; bounded; the longest unused are forgotten.</summary>
internal sealed class SessionBook
{
    public SessionState? Find(string conversation) => null;

    /// <summary>A call of it was answered.</summary>
    public void Answered(string conversation, SessionTurn turn)
    {
    }
}

/// <summary>Where a conversation stands.</summary>
/// <param name="Target">Who answers it.</param>
/// <param name="CachedTokens">How much of its prompt its provider holds.</param>
/// <param name="At">When it was answered last.</param>
/// <param name="Saved">What routing has saved in it so far against the model asked for; what a change of model may cost.</param>
internal sealed record SessionState(Target Target, long CachedTokens, DateTimeOffset At, Money Saved);

/// <summary>One answered call of a conversation.</summary>
/// <param name="Cost">Null while its price is unknown.</param>
/// <param name="AsAsked">What the model that was asked for would have cost in the same place, with the cache that it would have had; null where unknown.</param>
internal sealed record SessionTurn(Target Target, TokenUsage Usage, Money? Cost, Money? AsAsked, DateTimeOffset At);
