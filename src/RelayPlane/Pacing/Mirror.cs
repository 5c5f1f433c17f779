using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Pacing;

/// <summary>
/// A learned copy of the limits that a provider keeps for one key and model class. It reserves an estimate when a call is sent, takes the
/// provider's own figures from reply headers whatever order they come in, and puts the reservation right when usage is reported.
/// A copy of the simulation that chose the constants: `ratelimits.md` §3.2. Not safe for threads. Times are seconds of one monotonic clock.
/// </summary>
internal sealed class Mirror(RateProfile profile)
{
    private const int Kinds = 3;

    /// <summary>A call fits if it fits so much of a full bucket: the provider's own estimate differs a little from ours.</summary>
    private const double LargestShare = 0.98;

    /// <summary>The provider's estimate differs from ours by some percent either way. That much more must be there before a call goes, though no more is taken: it costs a moment, where a refusal costs a round trip.</summary>
    private const double Safety = 1.03;

    /// <summary>Half a round trip, in seconds: when the provider looked at its buckets.</summary>
    private const double Underway = 0.03;
    private const double LeastUncached = 64;
    private const double BlockTokens = PromptBlocks.Bytes / PromptBlocks.BytesPerToken;

    private readonly Bucket?[] _buckets = new Bucket?[Kinds];
    private readonly double[] _limits = new double[Kinds];
    private readonly ReservedLog _log = new();
    private readonly PrefixCache _cache = new();
    private readonly Guesswork _guess = new();
    private readonly Margin _margin = new();
    private double _requestBurst = profile.RequestBurstSeconds;
    private double _burstCut = double.NegativeInfinity;
    private double _calibration = 1;
    private double _usualOutput = 150;
    private double _ceiling = double.PositiveInfinity;
    private long _observed;

    /// <summary>Whether any limit is known or guessed.</summary>
    public bool Known => _limits.Any(limit => limit > 0);

    /// <summary>Whether the limits are guessed from refusals, since replies do not report any.</summary>
    public bool Blind { get; private set; }

    /// <summary>How many reservations stand: attempts that have not ended.</summary>
    public int Unsettled { get; private set; }

    /// <summary>A limit per minute; 0 while unknown.</summary>
    public double Limit(LimitKind kind) => _limits[(int)kind];

    public Bucket? BucketOf(LimitKind kind) => _buckets[(int)kind];

    /// <summary>The uncached part of a prompt here, in tokens, as far as can be told beforehand.</summary>
    public double Estimate(Demand demand, double now) => profile.CachedInputCounts || demand.Tokens == 0
        ? demand.Tokens
        : Math.Max(LeastUncached, demand.Tokens - (BlockTokens * _cache.Hits(demand.Prompt, now)));

    /// <summary>Seconds until the call fits, and the limit it waits for; infinite where it never will.</summary>
    public double Wait(Demand demand, double now, out LimitKind limit)
    {
        limit = LimitKind.InputTokens;
        var need = Need(demand, Estimate(demand, now));
        if (need >= _ceiling)
        {
            return double.PositiveInfinity;
        }

        var wait = 0.0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (_buckets[kind] is not { } bucket)
            {
                continue;
            }

            var longer = bucket.Wait(kind == (int)LimitKind.InputTokens ? Math.Min(need * Safety, bucket.Capacity * LargestShare) : 1, now);
            if (longer > wait)
            {
                (wait, limit) = (longer, (LimitKind)kind);
            }
        }

        return wait;
    }

    public Reserved Reserve(Demand demand, double now)
    {
        var estimate = Estimate(demand, now);
        var reserved = new Reserved(_log.Newest + 1, demand, now, estimate)
        {
            Input = Need(demand, estimate),
            Output = profile.Output == OutputCounting.Live ? _usualOutput * 1.2 : 0,
        };
        _log.Add(reserved);
        Unsettled++;
        Of(LimitKind.Requests)?.Take(1, now);
        Of(LimitKind.InputTokens)?.Take(reserved.Input, now);
        Of(LimitKind.OutputTokens)?.Take(reserved.Output, now);
        _guess.Sent(reserved.Input, now);
        return reserved;
    }

    /// <summary>The attempt used nothing: what it had taken goes back, but for the request itself, which providers count.</summary>
    public void Refund(Reserved reserved, double now)
    {
        if (!reserved.Settled)
        {
            Of(LimitKind.InputTokens)?.Take(-reserved.Input, now);
            Of(LimitKind.OutputTokens)?.Take(-reserved.Output, now);
            (reserved.Input, reserved.Output, reserved.Settled) = (0, 0, true);
            Unsettled--;
        }
    }

    /// <summary>The headers of the reply to this attempt. Limits are always learned; levels only from the newest attempt that was heard of.</summary>
    public void Observe(LimitReport report, Reserved reserved, double now)
    {
        if (report.IsEmpty)
        {
            return;
        }

        Blind = false;
        Learn(LimitKind.Requests, report.Requests?.Limit, now);
        Learn(LimitKind.InputTokens, report.Input?.Limit, now);
        Learn(LimitKind.OutputTokens, report.Output?.Limit, now);
        if (reserved.Number <= _observed)
        {
            return;
        }

        _observed = reserved.Number;
        var (count, input) = _log.After(reserved.Number);
        var age = Math.Max(0, now - reserved.At - Underway);
        if (report.Input is { Remaining: { } left } level && Of(LimitKind.InputTokens) is { } tokens)
        {
            var rounding = level.Limit > 50 * level.Rounding ? level.Rounding / 2 : 0;
            tokens.Set(left - rounding + (tokens.Rate * age) - input, now);
        }

        if (report.Output?.Remaining is { } output && Of(LimitKind.OutputTokens) is { } outputs)
        {
            outputs.Lower(output + (outputs.Rate * age), now);
        }

        if (report.Requests?.Remaining is { } calls && Of(LimitKind.Requests) is { } requests)
        {
            requests.Lower(calls + (requests.Rate * age) - count, now);
        }
    }

    /// <summary>The attempt was refused for a limit. <see cref="Observe"/> comes first, with the refusal's own headers.</summary>
    /// <param name="limit">The limit, where the refusal tells it.</param>
    /// <param name="wait">How long to stay away, in seconds, where it tells that.</param>
    /// <param name="requestsLeft">What its headers said is left of the requests.</param>
    /// <returns>Seconds for which nothing should be sent at all; 0 where the levels say enough.</returns>
    public double Refused(Reserved reserved, LimitKind? limit, double? wait, double? requestsLeft, double now)
    {
        Refund(reserved, now);
        if (!Known || Blind)
        {
            return Guess(wait, now);
        }

        // Refused with requests left by the headers: it is the burst that was too much, not the rate.
        var burst = limit == LimitKind.Requests && requestsLeft > 1;
        if (!burst)
        {
            _margin.Refused(now);
            Pace(now);
        }

        switch (limit)
        {
            case LimitKind.Requests when Of(LimitKind.Requests) is { } requests:
                if (burst)
                {
                    NarrowBurst(requests, now);
                }

                requests.Lower(1 - ((wait ?? 1) * requests.Rate), now);
                return 0;
            case LimitKind.InputTokens when Of(LimitKind.InputTokens) is { } tokens:
                var need = Math.Min(Need(reserved.Demand, Estimate(reserved.Demand, now)) * Safety, tokens.Capacity * LargestShare);
                tokens.Lower(need - ((wait ?? 1) * tokens.Rate), now);
                return 0;
            case LimitKind.OutputTokens when Of(LimitKind.OutputTokens) is { } outputs:
                outputs.Lower(1 - ((wait ?? 1) * outputs.Rate), now);
                return 0;
            default:
                return wait ?? 2;
        }
    }

    /// <summary>The attempt never fits: nor will another of its size.</summary>
    public void TooLarge(Reserved reserved, double now)
    {
        _ceiling = Math.Min(_ceiling, Math.Max(1, reserved.Input * 0.99));
        Refund(reserved, now);
    }

    /// <summary>Traffic grew too fast: less for a while.</summary>
    public void SlowDown(double now)
    {
        _margin.SlowDown(now);
        Pace(now);
    }

    /// <summary>The reply tells its input: a stream at its start, others with the end.</summary>
    public void InputUsed(Reserved reserved, TokenUsage usage, double now)
    {
        if (reserved.Settled || reserved.InputKnown)
        {
            return;
        }

        reserved.InputKnown = true;
        var actual = profile.CachedInputCounts ? usage.TotalInput : usage.TotalInput - usage.CacheRead;
        if (reserved.Estimate > 0)
        {
            _calibration = Math.Clamp(_calibration + (0.02 * (Math.Clamp(actual / Math.Max(1, reserved.Estimate), 0.5, 2) - _calibration)), 0.7, 1.5);
        }

        if (!profile.CachedInputCounts && usage.TotalInput > 0)
        {
            _cache.Remember(reserved.Demand.Prompt, (usage.TotalInput - usage.Input) / (double)usage.TotalInput, reserved.At);
        }

        if (profile.Output != OutputCounting.Reserved)
        {
            Of(LimitKind.InputTokens)?.Take(actual - reserved.Input, now);
            reserved.Input = actual;
        }
    }

    /// <summary>The attempt has ended. Without usage it stands as it was reserved.</summary>
    public void Settle(Reserved reserved, TokenUsage? usage, double now)
    {
        if (reserved.Settled)
        {
            return;
        }

        if (usage is { } used)
        {
            InputUsed(reserved, used, now);
            _usualOutput += 0.05 * (used.Output - _usualOutput);
            Of(LimitKind.OutputTokens)?.Take(used.Output - reserved.Output, now);
            if (profile.Output == OutputCounting.Reserved)
            {
                var actual = used.TotalInput + (used.Output * profile.OutputWeight);
                Of(LimitKind.InputTokens)?.Take(actual - reserved.Input, now);
                reserved.Input = actual;
            }
        }

        (reserved.Output, reserved.Settled) = (0, true);
        Unsettled--;
    }

    /// <summary>Time has passed: margins recover, and guessed limits grow while calls wait.</summary>
    public void Grow(double now, bool backlog)
    {
        if (Blind)
        {
            if (backlog && _guess.MayGrow(now))
            {
                Learn(LimitKind.InputTokens, _limits[(int)LimitKind.InputTokens] * Guesswork.Growth, now);
                Learn(LimitKind.Requests, _limits[(int)LimitKind.Requests] * Guesswork.Growth, now);
            }
        }
        else if (_margin.Recover(now))
        {
            Pace(now);
        }
    }

    /// <summary>A limit is known to be this.</summary>
    public void Learn(LimitKind kind, double? perMinute, double now)
    {
        if (perMinute is not ({ } limit and > 0) || _limits[(int)kind] == limit)
        {
            return;
        }

        _limits[(int)kind] = limit;
        _ceiling = kind == LimitKind.InputTokens ? double.PositiveInfinity : _ceiling;
        var rate = limit * _margin.Factor / 60;
        var capacity = Math.Max(1, rate * (kind == LimitKind.Requests ? _requestBurst : 60));
        var (count, input) = _log.Since(now - 60);
        var level = _buckets[(int)kind] is { } old ? old.Sync(now)
            : capacity - (kind switch { LimitKind.Requests => count, LimitKind.InputTokens => input, _ => 0 });
        _buckets[(int)kind] = new Bucket(capacity, rate, Math.Min(capacity, level), now);
    }

    /// <summary>What an earlier run learned, where nobody told better; null for unknown.</summary>
    public void Restore(double? requests, double? input, double? output, bool blind, double now)
    {
        Blind = blind;
        foreach (var (kind, limit) in new[] { (LimitKind.Requests, requests), (LimitKind.InputTokens, input), (LimitKind.OutputTokens, output) })
        {
            Learn(kind, Limit(kind) > 0 ? null : limit, now);
        }

        BeCareful(now);
    }

    /// <summary>After a restart nobody knows what was used just before: half of it may be.</summary>
    public void BeCareful(double now)
    {
        foreach (var bucket in _buckets)
        {
            bucket?.Lower(bucket.Capacity / 2, now);
        }
    }

    private Bucket? Of(LimitKind kind) => _buckets[(int)kind];

    private double Need(Demand demand, double estimate) => (estimate * _calibration)
        + (profile.Output == OutputCounting.Reserved && demand.Tokens > 0 ? (demand.MaxOutput ?? profile.AssumedMaxOutput) * profile.OutputWeight : 0);

    private double Guess(double? wait, double now)
    {
        Blind = true;
        if (_guess.Refused(now, wait is not null, _limits[(int)LimitKind.InputTokens], _limits[(int)LimitKind.Requests]) is { } guessed)
        {
            Learn(LimitKind.InputTokens, guessed.Tokens, now);
            Learn(LimitKind.Requests, guessed.Requests, now);
            Of(LimitKind.InputTokens)?.Lower(0, now);
        }

        return wait ?? (Known ? Guesswork.Pause : Guesswork.FirstPause);
    }

    /// <summary>Refused for requests while headers say there are some left: the provider enforces a window shorter than the minute it reports.</summary>
    private void NarrowBurst(Bucket requests, double now)
    {
        if (now - _burstCut > 3)
        {
            _burstCut = now;
            _requestBurst = Math.Max(1, _requestBurst / 2);
            requests.Capacity = Math.Max(1, requests.Rate * _requestBurst);
        }
    }

    private void Pace(double now)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (_buckets[kind] is { } bucket)
            {
                bucket.Sync(now);
                bucket.Rate = _limits[kind] * _margin.Factor / 60;
            }
        }
    }
}
