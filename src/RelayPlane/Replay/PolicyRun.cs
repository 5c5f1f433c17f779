using RelayPlane.Dialects.Looking;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Replay;

/// <summary>One policy over recorded calls, in the order in which they came.</summary>
/// <param name="deals">Whether the same shares are dealt to the calls at random as well.</param>
internal sealed class PolicyRun(PolicyFrom policies, Policy policy, Tiers tiers, Ratios ratios, Places places, bool deals)
{
    private readonly World _world = new(ratios);
    private readonly Deals? _deals = deals ? new Deals(ratios) : null;

    private bool _guessedClimbs;
    private double _quality;

    /// <summary>Whether a chance of climbing was taken from nothing but the score.</summary>
    public bool GuessedClimbs => _guessedClimbs;

    public Policy Policy => policy;

    public Sums Sums { get; } = new();

    /// <summary>What was paid less what this policy would have paid, in nano-dollars.</summary>
    public Cohorts Saved { get; } = new();

    public long Moved { get; private set; }

    public Sums Shuffled => _deals?.Dealt() ?? Sums;

    /// <summary>Why a call could not be replayed; null where it was.</summary>
    public string? Step(PastStep step, Call call)
    {
        var (past, prompt, paid, total) = (step.Past, step.Prompt, step.Paid, step.Total);
        var caller = RecordedCall.Caller(past);
        if (!policy.Router.Plan(call, caller).TryGet(out var plan, out var refusal))
        {
            return $"the policy refuses them: {refusal.Message}";
        }

        if (Chain.Answering(plan, past) is not { } target)
        {
            return "they failed at every model that the policy has for them";
        }

        var place = PlaceOf(target);
        var own = paid;
        var there = prompt.As(past, place, ref own);
        if (_world.Spend(there, place, own) is not { } spent)
        {
            return $"no price is known for {place}";
        }

        var heads = policies.Learned.Apply(call.Look.Heads, call.Look.Classifier);
        if (plan.Decision is { Kept: null } decision)
        {
            tiers.Told(decision.Tier, PlaceOf(decision.Chosen));
        }

        var tier = tiers.Of(place, past.At);
        var cost = Climb(plan, target, past, prompt, paid, heads, spent.Cost);
        Sums.Add(cost, tier, _quality);
        Saved.Add(prompt.Conversation, total.NanoUsd - cost);
        if (place != there.Answered)
        {
            Moved++;
        }

        if (plan.Decision is { Acts: true })
        {
            _deals?.Deal(prompt, tiers, heads, paid, cost, tier, _quality);
        }
        else
        {
            _deals?.Leave(cost, tier, _quality);
        }

        Remember(call, caller, plan, target, spent, cost);
        return null;
    }

    /// <summary>What the call costs with the steps that it may climb, each as likely as it is.</summary>
    private double Climb(Plan plan, Target target, PastCall past, in Prompt prompt, Money paid, Heads heads, Money first)
    {
        var (cost, reached, place) = ((double)first.NanoUsd, 1.0, PlaceOf(target));
        _quality = Tiers.Quality(heads, tiers.Of(place, past.At));
        for (var climbs = 0; plan.Ladder is { } ladder && climbs < ladder.Most && Chain.Above(ladder, target) is { } above; climbs++, target = above, place = PlaceOf(above))
        {
            var quality = Tiers.Quality(heads, tiers.Of(place, past.At));
            var (chance, next, own) = (reached * Chain.Climbing(ladder, place, past, ratios, quality, ref _guessedClimbs), PlaceOf(above), paid);
            if (chance <= 0)
            {
                break;
            }

            var there = prompt.As(past, next, ref own);
            if ((chance >= 1 ? _world.Spend(there, next, own) : _world.Modelled(there, next, own, keeps: chance > .5)) is not { } spent)
            {
                break;
            }

            cost += chance * spent.Cost.NanoUsd;
            _quality += chance * (Tiers.Quality(heads, tiers.Of(next, past.At)) - quality);
            reached = chance;
        }

        return cost;
    }

    private Place PlaceOf(Target target) => places.Of(target.Provider.Name, target.Model);

    /// <summary>Tells the policy's own book of conversations, as the road does once a call has ended.</summary>
    private void Remember(Call call, CallerNames caller, Plan plan, Target target, in Spent spent, double cost)
    {
        var shape = call.Look.Shape;
        if (shape.Housekeeping is Housekeeping.Title or Housekeeping.Chore)
        {
            return;
        }

        var key = Conversations.KeyOf(caller, shape);
        var asked = plan.Decision is { } decision ? decision.Asked : target;
        var begins = Conversations.Begins(caller, shape);
        var before = begins ? null : policy.Sessions.Find(key);
        policy.Sessions.Answered(
            key, SessionTurn.Of(policies.Prices, before, target, spent.Usage, new Money((long)cost), asked, call.At, shape.MarksCache, call.Facts.PromptTokens) with { Begins = begins });
    }
}
