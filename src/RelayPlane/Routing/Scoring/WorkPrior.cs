namespace RelayPlane.Routing.Scoring;

/// <summary>
/// What words that ask for work add to what dearer tiers are worth: to design, prove, refactor, in steps, a distributed system. The weights were fitted on
/// questions with one right answer, among which nobody asks for that, so they say little of it. This is a guess and not learned: it moves the tier, never
/// the score, and few questions have so many such words.
/// </summary>
internal static class WorkPrior
{
    /// <summary>So many points are nothing unusual in a question.</summary>
    private const int Usual = 3;

    private const float OfAPoint = .12f;
    private const float Most = .5f;

    /// <summary>The middle tier's part, as in the weights.</summary>
    private const float Middle = .6f;

    /// <param name="points">By <see cref="RulesScore.OfWords"/>.</param>
    public static Heads Add(Heads q, int points)
    {
        var more = Math.Clamp((points - Usual) * OfAPoint, 0, Most);
        return new Heads(q.Simple - (more / 2), q.Moderate + (more * (Middle - .5f)), q.Complex + (more / 2));
    }
}
