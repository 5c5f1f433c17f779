using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>What a call would cost at a target, with its prompt cache where it is: what a provider holds is read, what it does not is sent in full.</summary>
internal sealed class TierCosting(PriceBook prices)
{
    /// <summary>What an answer is taken to be long, in tokens, where nothing bounds it: a step of an agent, and an answer to a person.</summary>
    private const long StepOutput = 300;
    private const long AnswerOutput = 600;

    public static long OutputOf(Call call)
    {
        var usual = call.Look.Shape is { MidTask: true } or { Tools: > 0 } ? StepOutput : AnswerOutput;
        return call.Facts.MaxOutput is { } most && most < usual ? most : usual;
    }

    /// <summary>In the one unit that lambda is in: shares of what the dearest tier would take for the call without any cache.</summary>
    /// <param name="input">About how many tokens the prompt has.</param>
    /// <param name="held">Where part of the prompt is cached; null for nowhere.</param>
    /// <param name="cached">How much of it, in tokens.</param>
    public TierCosts Shares(Call call, TierTargets tiers, long input, Target? held, long cached)
    {
        var dearest = 0.0;
        foreach (var tier in TierTargets.All)
        {
            dearest = Math.Max(dearest, Nanos(Plain(call, tiers[tier], input)) ?? 0);
        }

        if (dearest <= 0)
        {
            return TierCosts.Usual;
        }

        double Share(Tier tier, double usual) =>
            tiers[tier] is not { } target ? usual : Nanos(Cost(call, target, input, target.Is(held) ? Math.Min(cached, input) : 0, OutputOf(call))) is { } cost ? cost / dearest : usual;

        return new TierCosts(Share(Tier.Simple, TierCosts.Usual.Simple), Share(Tier.Moderate, TierCosts.Usual.Moderate), Share(Tier.Complex, TierCosts.Usual.Complex));
    }

    /// <summary>Null where the price is unknown.</summary>
    /// <param name="cached">Read from a cache; the rest is written to one where the client asks for that.</param>
    public Money? Cost(Call call, Target target, long input, long cached, long output)
    {
        var marks = call.Look.Shape.MarksCache;
        var rest = input - cached;
        return prices.List(target.Provider.Name, target.Model, call.At, input)?.Rates.Cost(new TokenUsage(marks ? 0 : rest, cached, marks ? rest : 0, 0, output, 0));
    }

    /// <summary>Whether a model is no dearer than another for a call; a model whose price is unknown is so only than itself.</summary>
    /// <param name="always">Also in all that the conversation may bring: reading, writing and answering, each by itself.</param>
    public bool IsNoDearer(Call call, Target target, Target than, long input, bool always)
    {
        if (target.Is(than))
        {
            return true;
        }

        if (prices.List(target.Provider.Name, target.Model, call.At, input)?.Rates is not { } own || prices.List(than.Provider.Name, than.Model, call.At, input)?.Rates is not { } other)
        {
            return false;
        }

        return always ? IsCoveredBy(own, other) : Plain(call, target, input) is { } cost && Plain(call, than, input) is { } most && cost <= most;
    }

    /// <summary>The most that a prompt may be long there; null where unknown.</summary>
    public long? WindowOf(Target target) => prices.Find(target.Provider.Name, target.Model)?.ContextWindow;

    /// <summary>The most that an answer may be long there; null where unknown.</summary>
    public long? MostOutput(Target target) => prices.Find(target.Provider.Name, target.Model)?.MaxOutput;

    private static bool IsCoveredBy(Rates own, Rates other) =>
        own.Input <= other.Input
        && (own.CacheRead ?? own.Input) <= (other.CacheRead ?? other.Input)
        && (own.CacheWrite5m ?? own.Input) <= (other.CacheWrite5m ?? other.Input)
        && (own.CacheWrite1h ?? own.CacheWrite5m ?? own.Input) <= (other.CacheWrite1h ?? other.CacheWrite5m ?? other.Input)
        && own.Output is { } output && output <= (other.Output ?? -1)
        && (own.Reasoning ?? output) <= (other.Reasoning ?? other.Output ?? -1)
        && (own.Requests ?? 0) <= (other.Requests ?? 0);

    private Money? Plain(Call call, Target? target, long input) =>
        target is null ? null : prices.List(target.Provider.Name, target.Model, call.At, input)?.Rates.Cost(new TokenUsage(input, 0, 0, 0, OutputOf(call), 0));

    private static double? Nanos(Money? money) => money?.NanoUsd;
}
