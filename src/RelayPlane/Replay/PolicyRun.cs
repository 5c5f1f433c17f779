using RelayPlane.Dialects.Looking;
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
    private readonly Ascent _ascent = new(tiers, ratios, places);

    private Deals? _deals;
    private Taken _taken;

    /// <summary>Whether a chance of climbing was taken from nothing but the score.</summary>
    public bool GuessedClimbs => _ascent.Guessed;

    public Policy Policy => policy;

    public Sums Sums { get; } = new();

    /// <summary>What was paid less what this policy would have paid, in nano-dollars.</summary>
    public Cohorts Saved { get; } = new();

    public long Moved { get; private set; }

    public Sums Shuffled => _deals?.Dealt() ?? Sums;

    /// <summary>Takes a call along the policy's way; it counts once <see cref="Count"/> says so.</summary>
    /// <returns>Why it could not be replayed; null where it was.</returns>
    public string? Step(PastStep step, Call call)
    {
        var (past, prompt, paid) = (step.Past, step.Prompt, step.Paid);
        var caller = RecordedCall.Caller(past);
        if (!policy.Router.Plan(call, caller).TryGet(out var plan, out var refusal))
        {
            return $"the policy refuses them: {refusal.Message}";
        }

        if (Chain.Answering(plan, past) is not { } target)
        {
            return "they failed at every model that the policy has for them";
        }

        var place = places.Of(target);
        var own = paid;
        var there = prompt.As(past, place, ref own);
        if (_world.Spend(there, place, own) is not { } spent)
        {
            return $"no price is known for {place}";
        }

        var heads = policies.Learned.Apply(call.Look.Heads, call.Look.Classifier);
        if (plan.Decision is { Kept: null } decision)
        {
            tiers.Told(decision.Tier, places.Of(decision.Chosen));
        }

        var (cost, quality) = _ascent.Of(_world, plan.Ladder, target, past, prompt, paid, heads, spent.Cost);
        _taken = new Taken(step, plan, heads, tiers.Of(place, past.At), cost, quality, place != there.Answered);
        Remember(call, caller, plan, target, spent, cost);
        return null;
    }

    /// <summary>Adds the call that was just taken to the sums.</summary>
    public void Count()
    {
        var (step, plan, heads, tier, cost, quality, moved) = _taken;
        Sums.Add(cost, tier, quality);
        Saved.Add(step.Prompt.Conversation, step.Total.NanoUsd - cost);
        Moved += moved ? 1 : 0;
        if (!deals)
        {
            return;
        }

        _deals ??= new Deals(tiers, ratios, places, _ascent);
        if (plan.Decision is { Acts: true })
        {
            _deals.Deal(step, plan.Ladder, heads, cost, tier, quality);
        }
        else
        {
            _deals.Leave(cost, tier, quality);
        }
    }

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

    /// <summary>What became of the call that was taken last.</summary>
    private readonly record struct Taken(PastStep Step, Plan Plan, Heads Heads, Tier Tier, double Cost, double Quality, bool Moved);
}
