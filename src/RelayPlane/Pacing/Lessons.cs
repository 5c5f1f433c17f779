using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;

namespace RelayPlane.Pacing;

/// <summary>What an attempt's outcome changes in its lane. Guarded by the pacer's lock.</summary>
internal static class Lessons
{
    public static void Answered(Lane lane, Reservation reservation, TimeSpan? firstToken, TokenUsage? input, double now)
    {
        if (!Begin(lane, reservation))
        {
            return;
        }

        lane.KeyState.Answered();
        lane.ClassState.Answered();
        lane.Window.Succeeded();
        if (lane.Breaker.Succeeded(reservation.Ticket.Demand.Body, now))
        {
            lane.Window.StartSlowly();
        }

        if (firstToken is { } took)
        {
            lane.FirstToken.Came(took.TotalSeconds);
        }

        if (input is { } known)
        {
            lane.Mirror.InputUsed(reservation.Reserved, known, now);
        }
    }

    /// <param name="until">When an exhausted key comes back, in seconds of the pacer's clock.</param>
    public static void Failed(Lane lane, Reservation reservation, Signal signal, LimitReport report, ProviderWords? words, double now, double? until)
    {
        if (!Begin(lane, reservation))
        {
            return;
        }

        // When a limit is full again is no time to wait for: the level that the same headers report says when the call fits.
        var wait = signal.Source == WaitSource.Reset && !report.IsEmpty ? null : signal.Wait?.TotalSeconds;
        lane.Mirror.Observe(report, reservation.Reserved, now);
        lane.LastFailure = signal.Kind == SignalKind.Cancelled ? lane.LastFailure : signal.Message ?? signal.Kind.ToString();
        switch (signal.Kind)
        {
            case SignalKind.RateLimited:
                lane.RefusedAt(now);
                Pause(lane, lane.Mirror.Refused(reservation.Reserved, signal.Limit, wait, report.Requests?.Remaining, now), now);
                break;
            case SignalKind.Accelerating:
                lane.RefusedAt(now);
                lane.Mirror.Refund(reservation.Reserved, now);
                lane.Mirror.SlowDown(now);
                Pause(lane, wait ?? 5, now);
                break;
            case SignalKind.TooLarge:
                lane.RefusedAt(now);
                lane.Mirror.TooLarge(reservation.Reserved, now);
                break;
            case SignalKind.Exhausted when !reservation.Key.IsClients:
                (signal.Limit == LimitKind.DailyRequests ? lane.ClassState : lane.KeyState).Exhausted(signal.Message, until, words, now);
                break;
            case SignalKind.KeyRejected when !reservation.Key.IsClients:
                lane.KeyState.Died(signal.Message, now);
                break;
            case SignalKind.Overloaded:
                lane.Window.Overloaded(now);
                lane.Breaker.Failed(reservation.Ticket.Demand.Body, unreached: false, now);
                Pause(lane, wait ?? 0, now);
                break;
            case SignalKind.Faulted or SignalKind.Broken:
                lane.Breaker.Failed(reservation.Ticket.Demand.Body, unreached: false, now);
                Pause(lane, wait ?? 0, now);
                break;
            case SignalKind.TimedOut:
                lane.FirstToken.DidNotCome();
                lane.Breaker.Failed(reservation.Ticket.Demand.Body, unreached: false, now);
                break;
            case SignalKind.Unreachable:
                lane.Breaker.Failed(reservation.Ticket.Demand.Body, unreached: true, now);
                break;
            case SignalKind.Cancelled:
                // What the provider had done by then nobody knows: it stands as it was reserved.
                Drop(lane, reservation);
                lane.Mirror.Settle(reservation.Reserved, null, now);
                return;
            default:
                // The target works; it is the call that does not.
                lane.KeyState.Answered();
                break;
        }

        Drop(lane, reservation);
        lane.Mirror.Refund(reservation.Reserved, now);
    }

    public static void Settled(Lane lane, Reservation reservation, TokenUsage? usage, double now)
    {
        if (Begin(lane, reservation))
        {
            Drop(lane, reservation);
        }

        lane.Mirror.Settle(reservation.Reserved, usage, now);
    }

    /// <summary>The wait for the first token is over.</summary>
    /// <returns>False where it was before.</returns>
    private static bool Begin(Lane lane, Reservation reservation)
    {
        if (reservation.Begun)
        {
            return false;
        }

        reservation.Begun = true;
        lane.Window.Ended();
        return true;
    }

    /// <summary>A probe that told nothing makes room for another.</summary>
    private static void Drop(Lane lane, Reservation reservation)
    {
        if (reservation.IsProbe && lane.Breaker.State == BreakerState.HalfOpen)
        {
            lane.Breaker.ProbeDropped();
        }
    }

    private static void Pause(Lane lane, double seconds, double now)
    {
        if (seconds > 0)
        {
            lane.PausedUntil = Math.Max(lane.PausedUntil, now + seconds);
        }
    }
}
