using RelayPlane.Dialects;
using RelayPlane.Dispatch.Judging;
using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>Works through a plan: waits for a turn, sends, looks at what comes, and by <see cref="AttemptPolicy"/> goes on until there is an answer or an end.</summary>
/// <param name="origins">Whose key made what a call refers to.</param>
/// <param name="random">For the pauses between attempts; used under a lock.</param>
internal sealed class Dispatcher(Pacer pacer, Attempting attempting, KeyRing keys, Origins origins, TimeProvider clock, Random random)
{
    private const double ShortestPause = 0.05;
    private const double LongestPause = 8;
    private const double PauseUnit = 0.25;

    /// <summary>Finds out who of a plan can be asked at all, and how the call is said to the first. Nothing is sent.</summary>
    public OrRefusal<Prepared> Prepare(Call call, Plan plan)
    {
        var choices = new List<Choice>(plan.Targets.Count);
        Refusal? skipped = null;
        foreach (var target in plan.Reach)
        {
            if (keys.For(call, target.Provider) is not { Count: > 0 } its)
            {
                skipped ??= keys.Missing(call, target.Provider);
            }
            else if (!OutgoingFor.IsSpoken(call, target))
            {
                skipped ??= Endings.NotSpoken(call, target);
            }
            else
            {
                choices.Add(new Choice(target, DemandOf.ModelClass(call, target), origins.Of(call, its)));
            }
        }

        if (choices.Count == 0)
        {
            return skipped ?? new Refusal(RefusalKind.ModelNotFound, "No target could be tried for this call.");
        }

        var climb = plan.Ladder is { } ladder ? new Climb(ladder, choices) : null;
        IReadOnlyList<Choice> begins = climb?.Choices ?? choices;

        // Nobody waits in a queue to be told that the call cannot be sent.
        return OutgoingFor.Target(call, begins[0].Target, begins[0].Keys[0].Id, plan.TermsOf(begins[0].Target).AllowLoss).TryGet(out var first, out var unsaid)
            ? new Prepared(call, plan, choices, begins, climb, first)
            : unsaid;
    }

    /// <param name="agent">Whose share of the limits the call takes.</param>
    /// <param name="trail">Takes every attempt that was sent, also where none was answered.</param>
    /// <param name="prepared">What was found out before; null for nothing. Of another call or plan it is of no use.</param>
    public ValueTask<OrRefusal<Dispatched>> SendAsync(Call call, Plan plan, string agent, Trail trail, CancellationToken cancel, Prepared? prepared = null)
    {
        if (prepared?.Is(call, plan) is not true && !Prepare(call, plan).TryGet(out prepared, out var refusal))
        {
            return new(refusal);
        }

        var (choices, begins) = (prepared.Choices, prepared.Begins);
        var demand = DemandOf.Call(call, choices.Any(choice => !choice.Target.Provider.Profile.CachedInputCounts));
        var ticket = pacer.Open(agent, demand, begins, plan.Terms, Deadline.Of(call.Headers, plan.Terms.MaxWait));
        return WorkAsync(call, plan, ticket, prepared.Climb, new Encodings(call, plan, (begins[0].Target, begins[0].Keys[0].Id, prepared.First)), trail, cancel);
    }

    private async ValueTask<OrRefusal<Dispatched>> WorkAsync(Call call, Plan plan, Ticket ticket, Climb? climb, Encodings encodings, Trail trail, CancellationToken cancel)
    {
        var history = new History(call, plan);
        using var last = new LastReply();
        using var ascent = climb is null ? null : new Ascent(call, plan, climb, ticket, trail, origins, clock, cancel);
        while (true)
        {
            var turn = await pacer.WaitAsync(ticket, ascent?.Waits ?? cancel);
            (trail.Queued, trail.WaitedFor) = (TimeSpan.FromSeconds(ticket.Waited), ticket.WaitedFor);
            if (turn.Reservation is not { } reservation)
            {
                return ascent?.Kept() ?? Endings.NoTurn(call, turn.None!, ticket, trail, last.Take());
            }

            ascent?.LetIn(reservation.Choice);
            var answered = false;
            try
            {
                if (!encodings.For(reservation).TryGet(out var outgoing, out var unsaid))
                {
                    // A fallback that this call cannot be said to is none.
                    if (ascent?.GiveUp(reservation.Choice) ?? ticket.GiveUp(reservation.Choice))
                    {
                        continue;
                    }

                    return ascent?.Kept() ?? (OrRefusal<Dispatched>)unsaid;
                }

                var (peeked, signal) = await attempting.SendAsync(call, outgoing, reservation, plan.TermsOf(reservation.Choice.Target), trail.Attempts, ascent?.Works ?? cancel);
                if (ascent is not null && signal.Kind == SignalKind.Answered)
                {
                    var judged = await ascent.JudgeAsync(peeked!, reservation);
                    if (judged.Climbs)
                    {
                        continue;
                    }

                    if (judged.Fault is not null)
                    {
                        return ascent.Kept() ?? Endings.PassOn(reservation, Signal.Cancelled, null);
                    }

                    signal = judged.Signal;
                    peeked = signal.Kind == SignalKind.Answered ? peeked : peeked! with { Signal = signal, Speaks = false };
                }

                if (signal.Kind == SignalKind.Answered)
                {
                    answered = true;
                    origins.Answered(call, outgoing, peeked!.Reply, reservation.Key);
                    return new Dispatched(peeked.Reply, trail.Attempts[^1]) { Reservation = reservation };
                }

                last.Keep(peeked, trail.Attempts[^1]);
                if ((trail.Attempts[^1].Estimate ?? trail.Attempts[^1].Reading.Usage) is not null && trail.MayGoOn?.Invoke(trail.Attempts[^1]) is false)
                {
                    return ascent?.Kept() ?? Endings.PassOn(reservation, signal, last.Take());
                }

                var failure = history.Failed(reservation, signal, peeked?.Reply.Status, ticket);
                if (ascent is not null)
                {
                    if (failure.MayRepeat && ascent.Climbs(signal.Kind))
                    {
                        continue;
                    }

                    if (ascent.Rests(signal.Kind))
                    {
                        return ascent.Kept() ?? Endings.PassOn(reservation, signal, last.Take());
                    }

                    failure = failure with { HasOther = ascent.HasOther(reservation.Choice, signal.Kind) };
                }

                switch (AttemptPolicy.After(failure))
                {
                    case Next.Stop or Next.PassOn:
                        return ascent?.Kept() ?? Endings.PassOn(reservation, signal, last.Take());
                    case Next.AgainInTurn:
                        break;
                    case Next.OnlyOthers:
                        _ = ascent?.GiveUp(reservation.Choice) ?? ticket.GiveUp(reservation.Choice);
                        break;
                    case Next.OtherFirst:
                        ticket.Demote(reservation.Choice);
                        ascent?.Demoted(signal.Kind);
                        if (history.IsCornered(reservation, ticket))
                        {
                            await PauseAsync(reservation, signal, history.Failures, ticket, ascent?.Waits ?? cancel);
                        }

                        break;
                    default:
                        await PauseAsync(reservation, signal, history.Failures, ticket, ascent?.Waits ?? cancel);
                        break;
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return Endings.PassOn(reservation, Signal.Cancelled, null);
            }
            catch (OperationCanceledException) when (ascent is { RanOut: true })
            {
                return ascent.Kept() ?? Endings.PassOn(reservation, Signal.Cancelled, null);
            }
            finally
            {
                if (!answered)
                {
                    reservation.Dispose();
                }
            }
        }
    }

    /// <summary>Full jitter, so that calls which failed together do not come back together; longer while too much is being sent again.</summary>
    private async ValueTask PauseAsync(Reservation reservation, Signal signal, int failures, Ticket ticket, CancellationToken cancel)
    {
        var longest = signal.Kind == SignalKind.Unreachable ? PauseUnit : Math.Min(LongestPause, PauseUnit * Math.Pow(2, Math.Min(failures, 6)));
        do
        {
            var pause = TimeSpan.FromSeconds(ShortestPause + ((longest - ShortestPause) * Draw()));
            var remaining = pacer.Remaining(ticket);
            await Task.Delay(pause < remaining ? pause : remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, clock, cancel);
        }
        while (!reservation.MayRetry() && pacer.Remaining(ticket) > TimeSpan.Zero);
    }

    private double Draw()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
