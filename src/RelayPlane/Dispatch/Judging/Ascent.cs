using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch.Judging;

/// <summary>Takes one call up its ladder: marks on the trail why, sends the ticket to the next step, and keeps the answer that was not good enough.</summary>
internal sealed class Ascent(Call call, Plan plan, Climb climb, Ticket ticket, Trail trail, Origins origins, TimeProvider clock, CancellationToken cancel) : IDisposable
{
    private readonly AnswerCheck _check = new(call, clock);
    private readonly KeptAnswer _kept = new(call, origins, clock, cancel);

    /// <summary>Ends the waits between attempts.</summary>
    public CancellationToken Waits => _kept.Waits;

    /// <summary>Ends an attempt.</summary>
    public CancellationToken Works => _kept.Works;

    /// <summary>Whether that was because there is an answer, and it was waited for long enough for a better one.</summary>
    public bool RanOut => _kept.RanOut;

    /// <summary>The answer in hand; null for none.</summary>
    public Dispatched? Kept()
    {
        var answer = _kept.Take();
        if (answer is not null && _kept.IsDue && trail.Attempts[^1] is { Verdict: Verdict.Cancelled } given)
        {
            // It was we who cancelled that attempt, not the client.
            trail.Attempts[^1] = given with { Verdict = Verdict.TimedOut, Error = "not done when the client had to be given the answer in hand" };
        }

        return answer;
    }

    /// <summary>The call was let in. Where that is at a step above, it has climbed instead of waiting.</summary>
    public void LetIn(Choice choice)
    {
        if (!climb.Took(choice))
        {
            return;
        }

        if (trail.Attempts.Count == 0)
        {
            trail.Spilled = true;
        }
        else
        {
            Mark(trail.Attempts[^1].Verdict switch
            {
                Verdict.Overloaded => EscalateOn.Overloaded,
                Verdict.TimedOut => EscalateOn.Timeout,
                Verdict.Faulted or Verdict.Rejected => EscalateOn.Error,
                _ => EscalateOn.RateLimit,
            });
        }

        ticket.Reach(climb.Choices);
    }

    public bool HasOther(Choice failed, SignalKind kind) => climb.HasOther(ticket, failed, kind);

    /// <summary>Another target comes first. After a failure that the ladder is not climbed for, what stands above is no such target.</summary>
    public void Demoted(SignalKind kind)
    {
        if (!Climb.IsLimit(kind))
        {
            ticket.Reach([.. ticket.Choices.Where(choice => !climb.IsAbove(choice)), .. ticket.Choices.Where(climb.IsAbove)]);
        }
    }

    /// <summary>Never again for this call.</summary>
    /// <returns>Whether it has another place to go.</returns>
    public bool GiveUp(Choice choice)
    {
        climb.GiveUp(choice);
        if (ticket.GiveUp(choice) || !climb.HasNext)
        {
            return ticket.Choices.Count > 0;
        }

        climb.Up(answered: false);
        ticket.Reach(climb.Choices);
        return ticket.Choices.Count > 0;
    }

    /// <summary>Climbs after a failure, where the ladder says so; with an answer in hand in any case, as no step is asked twice then.</summary>
    public bool Climbs(SignalKind kind)
    {
        var trigger = Climb.Trigger(kind);
        return (climb.ClimbsFor(trigger) || (Rests(kind) && climb.HasNext)) && Up(trigger, answered: false);
    }

    /// <summary>Whether the failure of a step is none to try again after, as there is an answer in hand. A limit is: its wait is bounded.</summary>
    public bool Rests(SignalKind kind) => _kept.Is && Climb.Trigger(kind) != EscalateOn.None;

    /// <summary>Looks at an answer that has begun, and holds it back for that where a better one could be had. The attempt of one that is not good enough has ended by then, with all that it cost.</summary>
    public async ValueTask<Judgement> JudgeAsync(Peeked peeked, Reservation turn)
    {
        var attempt = trail.Attempts[^1];
        var judgement = await _check.JudgeAsync(peeked, attempt, climb.JudgedBy(call.Facts.Stream), plan.TermsOf(attempt.Target), Works);
        if (judgement is { Fault: null, Signal.Kind: SignalKind.Answered })
        {
            return judgement;
        }

        var ended = trail.Estimate?.Invoke(judgement.Attempt, peeked.Reply.Reply.Sent.Endpoint) ?? judgement.Attempt;
        trail.Attempts[^1] = ended;
        if (judgement.Fault is null)
        {
            if (judgement.Signal.Kind != SignalKind.Cancelled)
            {
                turn.Broke();
            }

            turn.Settle(ended.Reading.Usage);
            return judgement with { Attempt = ended };
        }

        turn.Settle(ended.Reading.Usage);
        if (trail.MayGoOn?.Invoke(ended) is false)
        {
            // A better answer cannot be paid for.
            _kept.Keep(peeked, ended, turn.Key);
            return judgement with { Attempt = ended };
        }

        Up(judgement.Fault.Value, answered: true);
        _kept.Keep(peeked, trail.Attempts[^1], turn.Key);
        return judgement with { Attempt = trail.Attempts[^1], Climbs = true };
    }

    public void Dispose()
    {
        _check.Dispose();
        _kept.Dispose();
    }

    private bool Up(EscalateOn trigger, bool answered)
    {
        Mark(trigger);
        climb.Up(answered);
        ticket.Reach(climb.Choices);
        return true;
    }

    /// <summary>What it climbed for first stands: a step may still be passed in the queue after that.</summary>
    private void Mark(EscalateOn trigger) => trail.Attempts[^1] = trail.Attempts[^1] with { Escalated = trail.Attempts[^1].Escalated ?? trigger };
}
