using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Alarms;

/// <summary>Watches calls for what is unusual (<c>anomaly</c>) and tells who asked to be told (<c>alerts</c>).</summary>
internal sealed class Alarm(AlarmRules rules, AlarmBook book)
{
    public OrRefusal<Asking> Judge(Asking asking)
    {
        var call = asking.Call;

        // Counting tokens and asking for lists costs nothing, and clients do it in bursts.
        if (!rules.Watches || !call.Endpoint.RunsModel())
        {
            return asking;
        }

        var word = book.Arrived(rules, WatchKeys.Of(asking.Who.Client, asking.Who.Agent, asking.Who.Session), PromptSign.Of(call.Body.Span, call.Facts.Prompt), call.Id, call.At);
        return word.Refusal is { } refusal ? new Refusal(RefusalKind.Forbidden, refusal) { ShouldRetry = false }
            : word.Says is { } says ? asking.Saying(AdmissionNames.Alert, says)
            : asking;
    }

    public void Ended(CallEntry entry)
    {
        if (!rules.Watches)
        {
            return;
        }

        var nanos = entry.Attempts.Sum(attempt => (attempt.Quote?.Cost ?? attempt.Cost)?.NanoUsd ?? 0);
        if (nanos > 0)
        {
            book.Spent(rules, WatchKeys.Of(entry.Client, entry.Agent, entry.Session), new Money(nanos), entry.Given!.Model, entry.Id, entry.At + entry.Total);
        }
    }
}
