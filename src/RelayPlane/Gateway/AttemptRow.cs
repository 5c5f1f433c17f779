using RelayPlane.Dispatch;
using RelayPlane.Ledger;

namespace RelayPlane.Gateway;

/// <summary>An attempt in the ledger's words.</summary>
internal static class AttemptRow
{
    public static AttemptEntry Of(Attempt attempt) => new()
    {
        Number = attempt.Number,
        Provider = attempt.Target.Provider.Name,
        Model = attempt.Target.Model,
        ModelReturned = attempt.Reading.Model,
        Key = attempt.Key,
        Verdict = attempt.Verdict,
        Status = attempt.Status,
        RequestId = attempt.RequestId,
        At = attempt.At,
        FirstByte = attempt.FirstByte,
        Total = attempt.Total,
        HasContent = attempt.Reading.HasContent,
        Usage = attempt.Reading.Usage,
        RawUsage = attempt.Reading.RawUsage,
        Partial = !attempt.Reading.Complete,
        Error = attempt.Error,
    };
}
