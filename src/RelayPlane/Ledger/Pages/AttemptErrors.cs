using System.Globalization;
using RelayPlane.Dispatch;

namespace RelayPlane.Ledger.Pages;

/// <summary>An attempt that a provider refused or broke off.</summary>
internal sealed record AttemptError(
    DateTimeOffset At, string Call, string Provider, string Model, string? Key, Verdict Verdict, int? Status, string? RequestId, string? Error);

/// <summary>Finds the newest errors of providers among a bounded number of the newest attempts.</summary>
internal sealed class AttemptErrors(string path)
{
    /// <summary>At how many attempts it looks.</summary>
    public int MostLooked { get; init; } = 20_000;

    /// <summary>The newest first. A client that hung up is no error.</summary>
    public IReadOnlyList<AttemptError> Newest(int most)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return [];
        }

        using Statement attempts = new(connection.Handle!, """
            SELECT a.created_at, (SELECT id FROM calls WHERE seq = a.call), a.provider, a.model, a.key_label, a.verdict, a.status, a.request_id, a.error
            FROM (SELECT seq AS number FROM attempts ORDER BY seq DESC LIMIT ?) newest JOIN attempts a ON a.seq = newest.number
            WHERE a.verdict NOT IN ('answered', 'cancelled') ORDER BY newest.number DESC LIMIT ?
            """);
        attempts.Bind(MostLooked).Bind(most);
        List<AttemptError> found = [];
        while (attempts.Next())
        {
            found.Add(new(
                DateTimeOffset.Parse(attempts.Text(0), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), attempts.Text(1), attempts.Text(2), attempts.Text(3), attempts.MaybeText(4),
                Words.VerdictOf(attempts.Text(5)), (int?)attempts.MaybeNumber(6), attempts.MaybeText(7), attempts.MaybeText(8)));
        }

        return found;
    }
}
