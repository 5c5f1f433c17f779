namespace RelayPlane.Tests.Dispatch;

/// <summary>What a made-up upstream does with one attempt.</summary>
internal enum Step
{
    Answer,
    Limited,
    LimitedForASecond,
    Fault,
    Overload,
    Refuse,
    Hang,
    HangAfterHeaders,
    Quota,
    Unauthorized,
    Reset,
    CutPrelude,
    ErrorInStream,
    TooLong,
    Nonsense,
}

/// <summary>One call's way through the upstream.</summary>
/// <param name="Steps">What its attempts meet, in order.</param>
/// <param name="Answers">Whether what follows is an answer; else the last step happens for ever.</param>
/// <param name="At">When it comes, in seconds.</param>
/// <param name="Leaves">How long its client stays, in seconds; null for to the end.</param>
internal sealed record Script(Step[] Steps, bool Answers, double At, double? Leaves)
{
    public Step Of(int attempt) => attempt < Steps.Length ? Steps[attempt] : Answers || Steps.Length == 0 ? Step.Answer : Steps[^1];

    public override string ToString() => $"[{string.Join(' ', Steps)}]{(Answers ? " then answers" : " for ever")} at {At} leaves {Leaves}";
}
