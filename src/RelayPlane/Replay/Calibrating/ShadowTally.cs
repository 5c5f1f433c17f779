namespace RelayPlane.Replay.Calibrating;

/// <summary>What has come of a shadow run so far, and whether its judge can be believed. Pure.</summary>
internal sealed record ShadowTally
{
    /// <summary>Judgements before which nothing is said of a judge.</summary>
    public const int Fewest = 10;

    /// <summary>Failures one after the other after which more of them are waited for in vain.</summary>
    public const int MostFailures = 3;

    public int Good { get; init; }

    public int Bad { get; init; }

    /// <summary>How many of the good were no better and no worse.</summary>
    public int Ties { get; init; }

    /// <summary>What the judge said the same letter of in both orders, so that each answer was better once.</summary>
    public int Contradictions { get; init; }

    public int Unreadable { get; init; }

    /// <summary>Answers without words, which cannot be compared.</summary>
    public int Wordless { get; init; }

    public int Failures { get; init; }

    public int FailuresInARow { get; init; }

    /// <summary>What the judge said last that is no verdict.</summary>
    public string? Unread { get; init; }

    /// <summary>Who did not answer last, and why.</summary>
    public string? Trouble { get; init; }

    public int Labelled => Good + Bad;

    public int Done => Judgements + Wordless + Failures;

    private int Judgements => Labelled + Contradictions + Unreadable;

    /// <summary>Whether more than half of what the judge says is worth nothing.</summary>
    public bool JudgeIsBroken => Judgements >= Fewest && 2 * (Contradictions + Unreadable) > Judgements;

    public ShadowTally Failed(string trouble) => this with { Failures = Failures + 1, FailuresInARow = FailuresInARow + 1, Trouble = trouble };

    public ShadowTally WithoutWords() => this with { Wordless = Wordless + 1, FailuresInARow = 0 };

    /// <param name="routedFirst">What the judge said where routing's answer came first.</param>
    /// <param name="routedLast">What it said in the other order.</param>
    /// <returns>Also whether routing's answer was as good; null where that is not known.</returns>
    public (ShadowTally Tally, bool? Good) Judged(string routedFirst, string routedLast)
    {
        var answered = this with { FailuresInARow = 0 };
        if (JudgePrompt.Verdict(routedFirst) is not { } one)
        {
            return (answered with { Unreadable = Unreadable + 1, Unread = routedFirst }, null);
        }

        if (JudgePrompt.Verdict(routedLast) is not { } two)
        {
            return (answered with { Unreadable = Unreadable + 1, Unread = routedLast }, null);
        }

        return (one - two) switch
        {
            0 when one != 0 => (answered with { Contradictions = Contradictions + 1 }, null),
            < 0 => (answered with { Bad = Bad + 1 }, false),
            0 => (answered with { Good = Good + 1, Ties = Ties + 1 }, true),
            _ => (answered with { Good = Good + 1 }, true),
        };
    }
}
