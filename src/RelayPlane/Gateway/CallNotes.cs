using System.Runtime.InteropServices;
using RelayPlane.Admission;
using RelayPlane.Admission.Budgets;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Gateway;

/// <summary>What the ledger will be told of one call, gathered along its road. Lives as long as the call and belongs to it alone.</summary>
internal sealed class CallNotes(HttpContext http, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private CallRead? _read;
    private Attribution? _attribution;
    private Plan? _plan;
    private Asking? _admitted;
    private Decision? _decision;
    private Look? _look;
    private bool _conversed;
    private Endpoint _asked = Endpoint.Other;
    private Relayed? _relayed;
    private Attempt? _ended;
    private Attempt[] _rowsOf = [];
    private IReadOnlyList<AttemptEntry> _rows = [];
    private Refusal? _refusal;
    private string? _fault;
    private string? _dropped;
    private SignalKind _passedOn = SignalKind.Answered;

    public DateTimeOffset At { get; } = clock.GetUtcNow();

    public string Id { get; } = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");

    public Trail Trail { get; } = new();

    /// <summary>Called before the client can know that the call has ended.</summary>
    public Action Ending { get; set; } = static () => { };

    private List<Attempt> Attempts => Trail.Attempts;

    public Api Api => _read?.Api ?? CallReading.Match(http.Request).Api;

    /// <summary>Whose share of a limit the call takes.</summary>
    public string Sharer => (_attribution is { IsGuess: false } ? _attribution.Agent : null) ?? _attribution?.Session ?? _attribution?.Agent ?? _attribution?.Client ?? string.Empty;

    /// <summary>Who calls, as far as routes may ask.</summary>
    public CallerNames Caller => new(_attribution?.Client, _attribution?.Agent, _attribution?.Session);

    public Attribution Who => _attribution ?? Attribution.Of(http.Request.Headers, _read?.Caller, _read?.Facts.UserId);

    public void Note(CallRead read, AgentNames names)
    {
        _read = read;
        var told = Attribution.Of(http.Request.Headers, read.Caller, read.Facts.UserId, read.Facts.CacheKey);
        _attribution = told.Named(told.Agent is null && read.Call.Value is { } call ? AgentPrint.Of(call) : null, names);
    }

    public Endpoint Endpoint => _read?.Endpoint ?? Endpoint.Other;

    public void Planned(Plan plan)
    {
        _plan = plan;
        _decision = plan.Decision;
        Says(plan);

        // Known from now on, also where the reply begins before there is an answer.
        http.Response.Headers[ReplyNames.CallId] = Id;
    }

    /// <summary>Looks at a call while its provider works, where routing has not: other policies are tried on it later.</summary>
    public void Looked(Call call) => _look = DecisionRow.IsKept(call.Endpoint) ? call.Look : null;

    /// <summary>Notes once where the call's conversation is now.</summary>
    public void Conversed(CallEntry entry, Runtime rooms)
    {
        if (rooms.Sessions is { } sessions && !_conversed && _look is not null && entry is { Outcome: Outcome.Answered, Attempts.Count: > 0 })
        {
            _conversed = true;
            var answered = Attempts[entry.Given!.Number - 1].Target;
            Conversing.Answered(sessions, rooms.Prices, Caller, _decision, _admitted!.Call, entry, answered, isDetour: IsDetour(answered));
        }
    }

    /// <summary>Whether who answered only stood in for who was to answer: as a fallback, or up the ladder for want of an answer. A better answer is no detour.</summary>
    private bool IsDetour(Target answered) =>
        _plan is { } plan && answered != plan.Targets[0]
        && !(plan.Ladder?.Steps.Contains(answered) == true && Attempts.Any(attempt => attempt.Escalated is { } cause && (cause & EscalateOn.Judged) != EscalateOn.None));

    private void Says(Plan plan)
    {
        http.Response.Headers[ReplyNames.Reason] = HeaderText.Of(plan.Reason);
        if (plan.IsMoved)
        {
            // Also where the call is refused before anybody is asked.
            http.Response.Headers[ReplyNames.RoutedModel] = HeaderText.Of(plan.Targets[0].Model);
            http.Response.Headers[ReplyNames.RequestedModel] = HeaderText.Of(_read?.Facts.Model ?? plan.Targets[0].Model);
        }

        if (_decision is { } decision)
        {
            http.Response.Headers[ReplyNames.Complexity] = DecisionRow.NameOf(decision.Tier);
        }
    }

    /// <summary>What is set aside for the call.</summary>
    public Hold Hold => _admitted?.Hold ?? Hold.None;

    public void Admitted(Asking admitted, PriceBook prices)
    {
        _admitted = admitted;
        _plan = admitted.Plan;
        Says(admitted.Plan);
        Trail.MayGoOn = attempt => admitted.Hold.MayGoOn(AttemptRow.Of(attempt, prices));
        Trail.Estimate = (attempt, asked) => Estimated.Of(admitted.Call, asked, attempt);
        foreach (var (name, value) in admitted.Says)
        {
            http.Response.Headers[name] = HeaderText.Of(value);
        }
    }

    /// <summary>Whether the client was told to come back later. An exhausted key is not that: no wait would have helped.</summary>
    public bool WasLimited => _refusal is { Kind: RefusalKind.Overloaded } || (_refusal is null && _passedOn is SignalKind.RateLimited or SignalKind.Accelerating or SignalKind.Overloaded);

    public void Refused(Refusal refusal) => _refusal = refusal;

    /// <summary>The road itself failed: whatever was said or sent before, the call did.</summary>
    public void Failed(Exception thrown)
    {
        _fault = $"{thrown.GetType().Name}: {thrown.Message}";
        if (Attempts.Count > 0)
        {
            var last = Attempts[^1];
            Attempts[^1] = last with { Verdict = Verdict.Faulted, Total = clock.GetElapsedTime(last.Started) };
        }
    }

    /// <summary>Writes our own headers beside the provider's.</summary>
    public void Answering(Call call, Dispatched dispatched, HttpResponse response)
    {
        _passedOn = dispatched.Kind;
        _asked = dispatched.Reply.Reply.Sent.Endpoint;
        _dropped = dispatched.Reply.Reply.Sent.Dropped is { Count: > 0 } dropped ? string.Join(", ", dropped) : null;
        if (response.HasStarted)
        {
            return;
        }

        var target = dispatched.Attempt.Target;
        response.Headers[ReplyNames.CallId] = Id;
        if (dispatched.IsFinal)
        {
            // Unless the provider says otherwise itself: its headers come after ours.
            response.Headers[ReplyNames.ShouldRetry] = "false";
        }

        response.Headers[ReplyNames.Provider] = target.Provider.Name;
        response.Headers[ReplyNames.Attempts] = Number(Attempts.Count);
        response.Headers[ReplyNames.QueueMs] = Number((long)Trail.Queued.TotalMilliseconds);
        if (_dropped is not null)
        {
            response.Headers[ReplyNames.Dropped] = HeaderText.Of(_dropped);
        }

        if (Trail.Spilled)
        {
            response.Headers[ReplyNames.Reason] = HeaderText.Of(ReasonOf(_plan!.Reason)!);
        }

        if (FallbackOf(dispatched) is { } fallback)
        {
            response.Headers[ReplyNames.Fallback] = HeaderText.Of(fallback);
        }

        if (target.Model.Length > 0)
        {
            response.Headers[ReplyNames.RoutedModel] = HeaderText.Of(target.Model);
            response.Headers[ReplyNames.RequestedModel] = HeaderText.Of(call.Facts.Model ?? target.Model);
        }
    }

    /// <summary>The way from the plan's first target to the one that answered; null where they are the same.</summary>
    private string? FallbackOf(Dispatched dispatched) =>
        _plan?.Targets[0] is { } first && first != dispatched.Attempt.Target ? $"{Name(first)}->{Name(dispatched.Attempt.Target)}" : null;

    /// <summary>With what made the call climb before it was sent at all: no attempt is there to say it.</summary>
    private string? ReasonOf(string? reason) => reason is not null && Trail.Spilled ? $"{reason}+rate_limit" : reason;

    private static string Name(Target target) => $"{target.Provider.Name}/{target.Model}";

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <returns>The refusal that ends the call, where the reply broke before a byte of it was the client's.</returns>
    public Refusal? Relayed(Relayed relayed, Dispatched dispatched)
    {
        _relayed = relayed.IsNothing ? null : relayed;
        if (relayed.IsNothing)
        {
            // What the provider wrote is paid for, though nothing of it could be passed on.
            var attempt = relayed.Attempt with { Verdict = Verdict.Faulted, Error = "the reply broke off before its body began" };
            Attempts[attempt.Number - 1] = Estimated.Of(_admitted!.Call, _asked, attempt);
            return new Refusal(RefusalKind.ProviderUnreachable, $"The provider {attempt.Target.Provider.Name} broke off its reply before the body began.");
        }

        Ended(relayed.Attempt);
        dispatched.Settle(relayed.Attempt);
        return null;
    }

    /// <summary>The reply is about to end in this way.</summary>
    public void Ends(Relayed relayed)
    {
        _relayed = relayed;
        Ended(relayed.Attempt);
        Ending();
    }

    private void Ended(Attempt attempt)
    {
        if (!ReferenceEquals(attempt, _ended))
        {
            _ended = attempt;
            Attempts[attempt.Number - 1] = Estimated.Of(_admitted!.Call, _asked, attempt);
        }
    }

    public CallEntry Close(HttpContext http, PriceBook prices)
    {
        var facts = _read?.Facts ?? RequestFacts.None;
        var matched = _read?.Endpoint ?? Endpoint.Other;
        var attribution = Who;
        // An answer that was kept while a better one was sought in vain is not the last attempt, but the one that counts.
        var last = _ended is { } given ? Attempts[given.Number - 1] : Attempts.Count > 0 ? Attempts[^1] : null;
        var gone = _fault is null && (last?.Verdict == Verdict.Cancelled || (_relayed is null && http.RequestAborted.IsCancellationRequested));
        var decision = _look is { } look ? DecisionRow.Of(look, facts, _decision, _plan) with { Reason = ReasonOf(_decision?.Reason) } : null;
        return new CallEntry
        {
            Id = Id,
            At = At,
            Api = WireNames.Of(Api),
            Endpoint = WireNames.Of(matched),
            Method = http.Request.Method,
            Path = http.Request.Path.Value ?? "/",
            Stream = facts.Stream,
            ModelRequested = facts.Model,
            Reason = ReasonOf(_plan?.Reason),
            Plan = _plan is { } plan ? string.Join(", ", plan.Targets.Select(Name)) : null,
            Route = _plan?.Route,
            WaitedFor = Trail.WaitedFor is WaitsFor.Nothing ? null : Trail.WaitedFor.ToString(),
            Budget = _admitted is { Says.Count: > 0 } said ? string.Join("; ", said.Says.Select(header => header.Value)) : null,
            Client = attribution.Client,
            Agent = attribution.Agent,
            ParentAgent = attribution.ParentAgent,
            Session = attribution.Session,
            Tags = attribution.Tags,
            Status = http.Response.HasStarted || !gone ? http.Response.StatusCode : null,
            Outcome = _fault is not null ? Outcome.Failed : OutcomeOf(gone, http.Response.StatusCode, _refusal is not null, last),
            Error = _fault ?? _refusal?.Message ?? last?.Error,
            Limited = !gone && WasLimited,
            FirstByte = _relayed?.FirstByte is { } first ? clock.GetElapsedTime(_started, first) : null,
            Queue = Trail.Queued,
            Total = clock.GetElapsedTime(_started),
            Dropped = _dropped,
            Decision = decision,
            BytesIn = _read?.BytesIn ?? 0,
            BytesOut = _relayed?.BytesOut ?? 0,
            Attempts = Rows(DecisionEntry.AskedOf(decision, facts.Model, attribution.Agent), prices),
        };
    }

    /// <summary>A call is written down twice, before its last bytes go out and when it has ended: what nothing has come to since is priced once.</summary>
    private IReadOnlyList<AttemptEntry> Rows(string? asked, PriceBook prices)
    {
        if (!_rowsOf.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(Attempts)))
        {
            _rowsOf = [.. Attempts];
            _rows = new SavingsOf(prices).Attempts(WireNames.Of(Api), asked, [.. Attempts.Select(attempt => AttemptRow.Of(attempt, prices, clock.GetElapsedTime(_started, attempt.Started)))]);
        }

        return _rows;
    }

    private static Outcome OutcomeOf(bool gone, int status, bool refused, Attempt? last) =>
        gone ? Outcome.Cancelled
        : status >= 500 || (status < 400 && (refused || last?.Verdict is not (null or Verdict.Answered))) ? Outcome.Failed
        : status >= 400 ? Outcome.Refused
        : Outcome.Answered;
}
