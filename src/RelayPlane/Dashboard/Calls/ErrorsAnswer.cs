using RelayPlane.Ledger;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Calls;

/// <summary>What <c>GET /api/errors</c> says, the newest first.</summary>
internal sealed record ErrorsAnswer(IReadOnlyList<ErrorAnswer> Errors);

/// <summary>An attempt that a provider refused or broke off.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Call">The id of its call.</param>
/// <param name="Key">The label of the key.</param>
/// <param name="Error">What the provider said, or what broke.</param>
internal sealed record ErrorAnswer(DateTime At, string Call, string Provider, string Model, string? Key, string Verdict, int? Status, string? RequestId, string? Error)
{
    public static ErrorAnswer Of(AttemptError error) => new(
        error.At.UtcDateTime, error.Call, error.Provider, error.Model, error.Key, Words.Of(error.Verdict), error.Status, error.RequestId, error.Error);
}
