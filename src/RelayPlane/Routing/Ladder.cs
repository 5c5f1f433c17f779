namespace RelayPlane.Routing;

/// <summary>A ladder of models for one call, from where it begins: what makes it climb, and how far. Every step that was taken is an attempt of its own, with its cost.</summary>
/// <param name="Steps">The first is where the call begins.</param>
/// <param name="Most">How often it may climb.</param>
/// <param name="HoldsStreams">Whether a stream is held back until it is judged; else only whole replies are judged.</param>
internal sealed record Ladder(IReadOnlyList<Target> Steps, EscalateOn On, int Most, bool HoldsStreams);

/// <summary>What makes a call climb. The first four are seen before an answer, the others in it.</summary>
[Flags]
internal enum EscalateOn
{
    None = 0,
    RateLimit = 1,
    Error = 2,
    Overloaded = 4,
    Timeout = 8,
    Uncertainty = 16,
    Refusal = 32,
    Truncated = 64,
    BadToolCall = 128,
    InvalidJson = 256,
    Empty = 512,

    /// <summary>All that can only be seen in an answer.</summary>
    Judged = Uncertainty | Refusal | Truncated | BadToolCall | InvalidJson | Empty,
}
