using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>Works through a plan. For now that is one attempt at its first target that can be tried.</summary>
internal sealed class Dispatcher(UpstreamClient upstream, KeyRing keys, TimeProvider clock)
{
    /// <param name="attempts">Takes every attempt that was sent, also where none was answered.</param>
    public async ValueTask<OrRefusal<Dispatched>> SendAsync(Call call, Plan plan, List<Attempt> attempts, CancellationToken cancel)
    {
        Refusal? skipped = null;
        foreach (var target in plan.Targets)
        {
            if (keys.For(call, target.Provider) is not { } key)
            {
                skipped ??= keys.Missing(call, target.Provider);
                continue;
            }

            if (UpstreamAddress.Of(call, target) is not { } address)
            {
                skipped ??= NotSpoken(call, target);
                continue;
            }

            return await AttemptAsync(call, target, plan.Terms, address, key, attempts, cancel);
        }

        return skipped ?? new Refusal(RefusalKind.ModelNotFound, "No target could be tried for this call.");
    }

    private async ValueTask<OrRefusal<Dispatched>> AttemptAsync(Call call, Target target, Terms terms, Uri address, Credential key, List<Attempt> attempts, CancellationToken cancel)
    {
        var (body, usageAdded) = BodyFor.Target(call, target);
        using var request = RequestWriting.Write(call, target, address, body, key, target.Provider.Name == HomeProvider.Of(call.Api));
        var attempt = new Attempt(attempts.Count + 1, target, key.Label, clock.GetUtcNow(), clock.GetTimestamp());
        attempts.Add(attempt);
        var (response, fault) = await upstream.SendAsync(request, cancel);
        if (response is null)
        {
            attempts[^1] = attempt with
            {
                Verdict = VerdictOf(fault!),
                Total = clock.GetElapsedTime(attempt.Started),
                Error = fault!.Message,
            };
            if (fault.Kind == FaultKind.BadUpload)
            {
                return new Refusal(RefusalKind.InvalidRequest, "The request body broke off before its end.");
            }

            return new Refusal(RefusalKind.ProviderUnreachable, $"The provider {target.Provider.Name} could not answer: {fault.Message}.");
        }

        var status = (int)response.StatusCode;
        attempts[^1] = attempt = attempt with { Status = status, Verdict = Verdicts.Of(status), RequestId = RequestId(response) };
        if (status is 401 or 403 && key.IsConfigured)
        {
            response.Dispose();
            attempts[^1] = attempt with { Total = clock.GetElapsedTime(attempt.Started), Error = $"key {key.Label} was refused" };
            return new Refusal(
                RefusalKind.ConfiguredKeyRejected,
                $"The provider {target.Provider.Name} refused the configured key {key.Label} (status {status}). Put a valid key in its place.");
        }

        var times = new PeekTimes(attempt.Started, PeekTimes.UsualFirstByte, terms.FirstToken, terms.Total);
        var peeked = await Peek.ReadAsync(call, target.Provider, new UpstreamReply(response, usageAdded), times, clock, cancel);
        TimeSpan? firstByte = peeked.FirstByte is { } first ? clock.GetElapsedTime(attempt.Started, first) : null;
        attempts[^1] = attempt = attempt with { FirstByte = firstByte };
        if (peeked.Signal.Kind == SignalKind.Answered)
        {
            return new Dispatched(peeked.Reply, attempt);
        }

        attempts[^1] = attempt = attempt with { Verdict = Verdicts.Of(peeked.Signal), Total = clock.GetElapsedTime(attempt.Started), Error = peeked.Signal.Message };
        if (peeked.Speaks)
        {
            return new Dispatched(peeked.Reply, attempt, IsFinal: true);
        }

        peeked.Dispose();
        return new Refusal(RefusalKind.ProviderUnreachable, $"The provider {target.Provider.Name} could not answer: {peeked.Signal.Message}.");
    }

    private static Verdict VerdictOf(UpstreamFault fault) => fault.Kind switch
    {
        FaultKind.Cancelled => Verdict.Cancelled,
        FaultKind.BadUpload => Verdict.Rejected,
        FaultKind.TimedOut => Verdict.TimedOut,
        _ => Verdict.Faulted,
    };

    private static string? RequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("request-id", out var id) || response.Headers.NonValidated.TryGetValues("x-request-id", out id)
            ? id.ToString()
            : null;

    private static Refusal NotSpoken(Call call, Target target) => new(
        RefusalKind.InvalidRequest,
        $"The provider {target.Provider.Name}, which has the model {target.Model}, does not speak {WireNames.Of(call.Endpoint)}. Ask for it through an API that it speaks: {string.Join(", ", target.Provider.Apis)}.",
        "model");
}
