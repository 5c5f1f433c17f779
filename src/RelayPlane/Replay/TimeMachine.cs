using RelayPlane.Config;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>
/// Runs recorded calls through other policies: the very router decides them anew, from what was kept of each. Two passes over the ledger: one to learn how the
/// models count, write and cache, one to decide. Memory is bounded by what an hour's caches hold.
/// </summary>
internal sealed class TimeMachine(PastCalls calls, PolicyFrom policies)
{
    /// <summary>Calls that the models' habits are learned from, the first of the time: more would change nothing but how long it takes.</summary>
    private const int Lessons = 200_000;

    /// <summary>What a policy would have made of the calls of a time.</summary>
    /// <param name="seed">For the interval.</param>
    public ReplayResult Replay(DateTimeOffset from, DateTimeOffset to, GatewayConfig config, int seed, CancellationToken cancel)
    {
        var (places, ratios) = Learn(from, to, cancel);
        var policy = policies.Config(Policy.Acting(config));
        var tiers = new Tiers(config, policy.Names, places);
        var run = new PolicyRun(policies, policy, tiers, ratios, places, deals: true);
        var (leftOut, recorded, check, reproduced, strangers) = (new LeftOut(), new Sums(), new World(ratios), 0L, 0L);
        foreach (var step in new PastWalk(calls, from, to, places).Steps(leftOut, cancel))
        {
            var call = RecordedCall.Of(step.Past);
            if (run.Step(step, call) is { } why)
            {
                leftOut.Add(why);
                continue;
            }

            run.Count();
            var (place, heads) = (step.Prompt.Answered, policies.Learned.Apply(call.Look.Heads, call.Look.Classifier));
            var tier = tiers.Of(place, step.Past.At);
            recorded.Add(step.Total.NanoUsd, tier, Tiers.Quality(heads, tier));
            reproduced += (check.Modelled(step.Prompt, place, step.Paid)?.Cost.NanoUsd ?? step.Paid.NanoUsd) + step.Total.NanoUsd - step.Paid.NanoUsd;
            strangers += call.Look.Classifier == Scorer.Trained.Version ? 0 : 1;
        }

        var (lower, upper) = run.Saved.Interval(new Random(seed));
        return new ReplayResult(
            from, to, (long)run.Sums.Calls, leftOut.All, run.Moved, Outcomes.Of(recorded), new Money(reproduced), Outcomes.Of(run.Sums), Outcomes.Of(run.Shuffled),
            new Money(recorded.Cost.NanoUsd - run.Sums.Cost.NanoUsd), new Money((long)lower), new Money((long)upper), policy.Lambda,
            new Unknown(config, run, ratios, recorded.Cost, new Money(reproduced), strangers, policies.Learned).Sentences);
    }

    /// <summary>What settings of the knob come to, and what comes of asking none: every call at the model that it asks for. All of them over the same calls.</summary>
    public Frontier Settings(
        DateTimeOffset from, DateTimeOffset to, GatewayConfig config, IReadOnlyList<double> lambdas, CancellationToken cancel)
    {
        var (places, ratios) = Learn(from, to, cancel);
        var acting = Policy.Acting(config);
        PolicyRun Run(GatewayConfig tried)
        {
            var policy = policies.Config(tried);
            return new PolicyRun(policies, policy, new Tiers(config, policy.Names, places), ratios, places, deals: false);
        }

        var asked = Run(acting with { Routing = (acting.Routing ?? new RoutingConfig()) with { Enabled = false } });
        PolicyRun[] runs = [.. lambdas.Select(lambda => Run(Policy.With(acting, lambda)))];
        var (leftOut, recorded) = (new LeftOut(), 0L);
        foreach (var step in new PastWalk(calls, from, to, places).Steps(leftOut, cancel))
        {
            var call = RecordedCall.Of(step.Past);
            var why = asked.Step(step, call);
            foreach (var run in runs)
            {
                var whyNot = run.Step(step, call);
                why ??= whyNot;
            }

            if (why is not null)
            {
                // What one of them cannot tell the cost of would seem to cost it nothing.
                leftOut.Add(why);
                continue;
            }

            recorded += step.Total.NanoUsd;
            asked.Count();
            foreach (var run in runs)
            {
                run.Count();
            }
        }

        return new Frontier([.. runs.Select(run => new Setting(run.Policy.Lambda, Outcomes.Of(run.Sums), run.Moved))], Outcomes.Of(asked.Sums), new Money(recorded), leftOut.All);
    }

    private (Places Places, Ratios Ratios) Learn(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var (places, ratios) = (new Places(policies.Prices), new Ratios());
        foreach (var step in new PastWalk(calls, from, to, places).Steps(null, cancel).Take(Lessons))
        {
            ratios.Learn(step.Past, step.Prompt, places);
        }

        return (places, ratios);
    }
}
