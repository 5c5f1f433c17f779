using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>What one call has been through, as far as the next step depends on it.</summary>
internal sealed class History(Call call, Plan plan)
{
    private readonly Dictionary<Target, int> _failures = [];
    private int _strikes;

    /// <summary>Attempts that failed for other reasons than a limit.</summary>
    public int Failures { get; private set; }

    /// <summary>Notes a failed attempt and says where the call stands with it.</summary>
    public Failure Failed(Reservation reservation, Signal signal, int? status, Ticket ticket)
    {
        var target = reservation.Choice.Target;
        if (signal.Kind is SignalKind.Overloaded or SignalKind.Faulted or SignalKind.Broken or SignalKind.TimedOut or SignalKind.Unreachable)
        {
            Failures++;
            _failures[target] = _failures.GetValueOrDefault(target) + 1;

            // Where others fail as well it is the target, and the breaker knows.
            _strikes += signal.Kind is SignalKind.Faulted or SignalKind.Broken or SignalKind.TimedOut && reservation.Lane.Breaker.State == BreakerState.Closed ? 1 : 0;
        }

        var terms = plan.TermsOf(target);
        return new Failure(
            signal,
            _failures.GetValueOrDefault(target),
            _strikes,
            ticket.Choices.Count > 1,
            reservation.Key.IsClients,
            FallsBack(terms.FallbackOn, signal.Kind),
            status is { } code && terms.TriggerStatuses.Contains(code),
            MayRepeat(signal.Kind),
            terms.Waits && ticket.Terms.Waits);
    }

    /// <summary>Whether going elsewhere is no way out any more: there it failed as well, or it is here again and again that the call is let in.</summary>
    public bool IsCornered(Reservation reservation, Ticket ticket) =>
        _failures.ContainsKey(ticket.Choices[0].Target) || _failures.GetValueOrDefault(reservation.Choice.Target) > AttemptPolicy.PerTarget;

    private static bool FallsBack(FallbackOn on, SignalKind kind) => kind switch
    {
        SignalKind.ContextLength => on.HasFlag(FallbackOn.ContextLength),
        SignalKind.ModelNotFound => on.HasFlag(FallbackOn.ModelNotFound),
        _ => false,
    };

    /// <summary>
    /// A call of a modelled endpoint may be sent again, each time as an attempt of its own. What is not modelled may do anything: it is sent again
    /// only where it was not carried out, and its body is still there, or where it only reads.
    /// </summary>
    private bool MayRepeat(SignalKind kind) =>
        call.Endpoint is not Endpoint.Other
        || call.Method is "GET" or "HEAD"
        || (call.Stream is null && kind is SignalKind.RateLimited or SignalKind.Accelerating or SignalKind.Unreachable or SignalKind.Exhausted or SignalKind.KeyRejected);
}
