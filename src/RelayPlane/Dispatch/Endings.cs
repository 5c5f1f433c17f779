using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>What a client is told when there will be no answer. Pure.</summary>
internal static class Endings
{
    public static OrRefusal<Dispatched> NoTurn(Call call, NoTurn none, Ticket ticket, Trail trail, (Dispatched? Reply, string? Message) last)
    {
        if (none.Ending == WaitEnding.NoKey && none.Lane is { } lane)
        {
            return NoKey(call, lane, none, last);
        }

        last.Reply?.Dispose();
        return none.Ending switch
        {
            WaitEnding.Cancelled => new Refusal(RefusalKind.Overloaded, "The client hung up."),
            WaitEnding.Draining => new Refusal(RefusalKind.Draining, "The gateway is shutting down; ask again in a second."),
            _ => TooLate(none, ticket, trail, last.Message),
        };
    }

    /// <summary>No attempt will do better than the last.</summary>
    public static OrRefusal<Dispatched> PassOn(Reservation reservation, Signal signal, (Dispatched? Reply, string? Message)? last)
    {
        var provider = reservation.Choice.Target.Provider.Name;
        if (signal.Kind == SignalKind.KeyRejected && !reservation.Key.IsClients && reservation.Key.IsConfigured)
        {
            last?.Reply?.Dispose();
            return KeyRejected(provider, reservation.Key.Label);
        }

        return last?.Reply is { } reply ? reply
            : signal.Kind == SignalKind.Rejected ? new Refusal(RefusalKind.InvalidRequest, "The request body broke off before its end.")
            : new Refusal(RefusalKind.ProviderUnreachable, $"The provider {provider} could not answer: {last?.Message ?? signal.Message ?? "it said nothing"}.");
    }

    public static Refusal NotSpoken(Call call, Target target) => new(
        RefusalKind.InvalidRequest,
        $"The provider {target.Provider.Name}, which has the model {target.Model}, does not speak {WireNames.Of(call.Endpoint)}. Ask for it through an API that it speaks: {string.Join(", ", target.Provider.Apis)}.",
        "model");

    /// <summary>Whether the provider's own reply says why no key is left.</summary>
    private static bool IsTerminal(Dispatched reply) => reply.Reply.Status is 400 or 402 or 403 or 413 or 429;

    private static OrRefusal<Dispatched> NoKey(Call call, Lane lane, NoTurn none, (Dispatched? Reply, string? Message) last)
    {
        var state = lane.KeyState.Trouble != KeyTrouble.None ? lane.KeyState : lane.ClassState;
        if (state.Trouble != KeyTrouble.Dead && last.Reply is { } own && IsTerminal(own))
        {
            return own;
        }

        last.Reply?.Dispose();
        if (none.For == WaitsFor.Held)
        {
            return new Refusal(RefusalKind.Overloaded, $"A person has paused the key {lane.Key.Label} of {lane.Provider}, and no other may serve the call: resume it on the gateway's page, or add a fallback.");
        }

        if (none.For == WaitsFor.Size)
        {
            return new Refusal(RefusalKind.TooLarge, $"The call is larger than what the key {lane.Key.Label} of {lane.Provider} may use in a minute, so it would never be let in. Shorten it, or add a target with a higher limit.");
        }

        if (state.Trouble == KeyTrouble.Dead)
        {
            return KeyRejected(lane.Provider, lane.Key.Label);
        }

        return new Refusal(RefusalKind.Exhausted, $"The key {lane.Key.Label} of {lane.Provider} is exhausted: {state.Reason ?? last.Message ?? "its quota is used up"}")
        {
            Words = state.Words?.Api == call.Api ? state.Words : null,
        };
    }

    private static Refusal KeyRejected(string provider, string label) => new(
        RefusalKind.ConfiguredKeyRejected, $"The provider {provider} refused the configured key {label}. Put a valid key in its place.");

    private static Refusal TooLate(NoTurn none, Ticket ticket, Trail trail, string? said)
    {
        var target = ticket.Choices[0].Target;
        var why = none.For switch
        {
            WaitsFor.Requests => "the limit of requests per minute",
            WaitsFor.InputTokens => "the limit of input tokens per minute",
            WaitsFor.OutputTokens => "the limit of output tokens per minute",
            WaitsFor.Cooldown => "the provider to recover",
            WaitsFor.Concurrency => "other calls to be answered",
            WaitsFor.Held => "somebody to resume what they have paused",
            WaitsFor.Pause => "the pause that the provider asked for",
            _ => "its turn",
        };
        var text = none.Expected > 0 && double.IsFinite(none.Expected)
            ? $"This call would wait about {none.Expected:0} s for {why} at {target.Provider.Name}, longer than its deadline of {ticket.Patience:0} s."
            : $"This call waited {trail.Queued.TotalSeconds:0} s for {why} at {target.Provider.Name}, and its deadline of {ticket.Patience:0} s has come.";
        var id = trail.Attempts.LastOrDefault(attempt => attempt.RequestId is not null)?.RequestId;
        return new Refusal(RefusalKind.Overloaded, text + (said is null ? string.Empty : $" The provider last said: {said}") + (id is null ? string.Empty : $" (request {id})"))
        {
            RetryAfter = TimeSpan.FromSeconds(double.IsFinite(none.Expected) && none.Expected > 0 ? none.Expected : 30),
        };
    }
}
