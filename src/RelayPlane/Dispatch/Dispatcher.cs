using RelayPlane.Catalog;
using RelayPlane.Dialects;
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

            return await AttemptAsync(call, target, address, key, attempts, cancel);
        }

        return skipped ?? new Refusal(RefusalKind.ModelNotFound, "No target could be tried for this call.");
    }

    private async ValueTask<OrRefusal<Dispatched>> AttemptAsync(Call call, Target target, Uri address, Credential key, List<Attempt> attempts, CancellationToken cancel)
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
        if (status < 200)
        {
            // 101: nobody asked for another protocol, and no reply of HTTP follows.
            response.Dispose();
            attempts[^1] = attempt with { Verdict = Verdict.Faulted, Total = clock.GetElapsedTime(attempt.Started), Error = $"status {status} is no answer" };
            return new Refusal(RefusalKind.ProviderUnreachable, $"The provider {target.Provider.Name} did not answer in proper HTTP.");
        }

        if (status is 401 or 403 && key.IsConfigured)
        {
            response.Dispose();
            attempts[^1] = attempt with { Total = clock.GetElapsedTime(attempt.Started), Error = $"key {key.Label} was refused" };
            return new Refusal(
                RefusalKind.ConfiguredKeyRejected,
                $"The provider {target.Provider.Name} refused the configured key {key.Label} (status {status}). Put a valid key in its place.");
        }

        return new Dispatched(new UpstreamReply(response, usageAdded), attempt);
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
