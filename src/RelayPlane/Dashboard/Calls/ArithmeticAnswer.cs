using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Calls;

/// <summary>The sum of an attempt, term by term.</summary>
/// <param name="Times">What all terms of tokens are multiplied by, by its cause.</param>
/// <param name="ExactUsd">Before it is rounded.</param>
/// <param name="Matches">Whether it is what was recorded.</param>
internal sealed record ArithmeticAnswer(IReadOnlyList<TermAnswer> Terms, IReadOnlyDictionary<string, decimal> Times, decimal ExactUsd, long CostNano, bool Matches)
{
    /// <returns>Null where the stored rates do not say enough.</returns>
    public static ArithmeticAnswer? Of(AttemptEntry attempt) => CallArithmetic.Of(attempt.Usage ?? default, attempt.Quote?.Basis) is not { } sum ? null
        : new([.. sum.Terms.Select(TermAnswer.From)], new OrderedDictionary<string, decimal>(sum.Times), sum.Exact, sum.Total.NanoUsd, attempt.Paid == sum.Total);
}

/// <summary>So many of something at a rate per so many of them.</summary>
internal sealed record TermAnswer(long Count, string Of, decimal RateUsd, decimal Per, decimal Usd)
{
    public static TermAnswer From(ArithmeticTerm term) => new(term.Count, term.Of, term.Rate, term.Per, term.Usd);
}
