using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Calls;

/// <summary>What routing saw in a call and thought of it; its keys are promised as those of <see cref="CallAnswer"/> are.</summary>
internal sealed record CallDecision
{
    /// <summary>Null where nothing was decided, as are the next ones.</summary>
    public required string? Tier { get; init; }

    public required bool Acted { get; init; }

    public required string? Chosen { get; init; }

    public required string? Asked { get; init; }

    public required string? Reason { get; init; }

    public required string? Kept { get; init; }

    public required string Classifier { get; init; }

    public required double QSimple { get; init; }

    public required double QModerate { get; init; }

    public required double QComplex { get; init; }

    public required string Rules { get; init; }

    public required int Messages { get; init; }

    public required int Tools { get; init; }

    public required bool Images { get; init; }

    public required bool MidTask { get; init; }

    public required string? Housekeeping { get; init; }

    /// <summary>Whether its answer was good; null where nobody has said.</summary>
    public required bool? Label { get; init; }

    public static CallDecision Of(DecisionEntry decision, bool? label) => new()
    {
        Tier = decision.Tier,
        Acted = decision.Acted,
        Chosen = decision.Chosen,
        Asked = decision.Asked,
        Reason = decision.Reason,
        Kept = decision.Kept,
        Classifier = decision.Classifier,
        QSimple = Rounded(decision.Simple),
        QModerate = Rounded(decision.Moderate),
        QComplex = Rounded(decision.Complex),
        Rules = decision.Rules,
        Messages = decision.Messages,
        Tools = decision.Tools,
        Images = decision.Images,
        MidTask = decision.MidTask,
        Housekeeping = decision.Housekeeping,
        Label = label,
    };

    private static double Rounded(float q) => Math.Round(q, 4);
}
