using RelayPlane.Admission;
using RelayPlane.Dialects;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Relay;

namespace RelayPlane.Gateway;

/// <summary>The road of a call, top to bottom. However it ends, it is one entry in the ledger.</summary>
internal sealed class Road(ILedger ledger, Counters counters, BodyBudget bodies, TimeProvider clock)
{
    /// <param name="unfit">Why the call can only be refused; null for nearly all.</param>
    public Task WalkAsync(HttpContext http, Runtime rooms, Refusal? unfit = null)
    {
        var notes = new CallNotes(http, clock);
        return rooms.Content is { } content ? WalkKeptAsync(http, rooms, notes, unfit, content) : WalkAsync(http, rooms, notes, unfit);
    }

    /// <summary>The same, with what is sent and answered kept.</summary>
    private async Task WalkKeptAsync(HttpContext http, Runtime rooms, CallNotes notes, Refusal? unfit, ContentKeeping content)
    {
        var capture = new CallCapture(http, content);
        try
        {
            await WalkAsync(http, rooms, notes, unfit);
        }
        finally
        {
            capture.End(notes.Id, notes.At);
        }
    }

    private async Task WalkAsync(HttpContext http, Runtime rooms, CallNotes notes, Refusal? unfit)
    {
        JournalSegment? kept = null;
        notes.Ending = () => kept ??= ledger.Keep(Close(http, rooms, notes));
        counters.Started();
        try
        {
            if ((unfit ?? await WalkAsync(http, rooms, notes)) is { } refusal)
            {
                await Refusals.SendAsync(http, refusal, notes);
            }
        }
        catch (Exception thrown) when (!http.RequestAborted.IsCancellationRequested)
        {
            await Refusals.RescueAsync(http, thrown, notes);
        }
        finally
        {
            var entry = Close(http, rooms, notes);
            if (notes.WasLimited && entry.Outcome != Outcome.Cancelled)
            {
                counters.WasLimited();
            }

            counters.Ended(entry.Outcome);

            // First of all, so that nothing that goes wrong behind it keeps money set aside.
            notes.Hold.Settle(entry);
            ledger.Record(entry, kept);
            rooms.Admittance.Ended(entry);
        }
    }

    /// <summary>A conversation's next call may come as soon as this one's last bytes have: its place is known before.</summary>
    private static CallEntry Close(HttpContext http, Runtime rooms, CallNotes notes)
    {
        var entry = notes.Close(http, rooms.Prices);
        notes.Conversed(entry, rooms);
        return entry;
    }

    /// <returns>Why the call ended short of a reply; null where it was answered, or the client left.</returns>
    private async ValueTask<Refusal?> WalkAsync(HttpContext http, Runtime rooms, CallNotes notes)
    {
        var cancel = http.RequestAborted;

        // 1 Read: who calls, and what the bytes ask for.
        using var share = bodies.Open();
        using var read = await CallReading.ReadAsync(http, rooms.Doorman, share, notes.Id, notes.At);
        notes.Note(read, rooms.Agents);
        if (!read.Call.TryGet(out var call, out var refusal))
        {
            return refusal;
        }

        // 2 Route: an ordered plan of targets.
        if (!Planning.Of(call, notes.Caller, rooms).TryGet(out var planned, out refusal))
        {
            return refusal;
        }

        var plan = planned.Plan;

        // A list of models that no key opens upstream is answered from here.
        if (rooms.Models.Answers(call, plan))
        {
            return await rooms.Models.SendAsync(call, http, notes);
        }

        // The tokens of a prompt, for a target that does not count them in the client's format, are estimated here.
        if (rooms.Tokens.Of(call, plan) is { } counted)
        {
            notes.Planned(plan);
            return await TokenCount.SendAsync(call, counted, http, notes);
        }

        // 3 Admit: within its budgets and limits, its worst cost set aside.
        notes.Planned(plan);
        var asking = new Asking(call, notes.Who, plan, model => rooms.Router.Plan(call, notes.Caller, model));
        if (!(await rooms.Admittance.AdmitAsync(asking, cancel)).TryGet(out var admitted, out refusal))
        {
            return refusal;
        }

        (call, plan) = (admitted.Call, admitted.Plan);
        notes.Admitted(admitted, rooms.Prices);

        // 4 Dispatch: an answer from one of them.
        var sending = rooms.Dispatcher.SendAsync(call, plan, notes.Sharer, notes.Trail, cancel, planned.Prepared);
        notes.Looked(call);
        var sent = await KeepAlive.WhileAsync(call, http.Response, sending, plan.Terms.PingAfter, clock, cancel);
        if (!sent.TryGet(out var dispatched, out refusal))
        {
            return refusal;
        }

        // 5 Relay: its bytes to the client.
        using (dispatched)
        {
            notes.Answering(call, dispatched, http.Response);
            return notes.Relayed(await rooms.Relay.CopyAsync(call, dispatched, http.Response, plan.TermsOf(dispatched.Attempt.Target), notes.Ends, cancel), dispatched);
        }
    }
}
