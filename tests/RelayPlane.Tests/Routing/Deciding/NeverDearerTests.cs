using System.Globalization;
using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Looking;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;
using Xunit;

namespace RelayPlane.Tests.Routing.Deciding;

/// <summary>A cached conversation never costs more with routing than without, whatever is asked, and whatever the models charge, as long as caches do what providers say.</summary>
public sealed class NeverDearerTests
{
    private static readonly string[] s_models = ["claude-haiku-4-5", "claude-sonnet-4-5", "claude-opus-4-6"];

    private static readonly Gen<Turn> s_turn =
        Gen.Select(Gen.Int[1, 8000], Gen.Int[0, 4000], Gen.Int[1, 500], Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1], Gen.Float[0, 1]), Gen.Bool, Gen.Bool)
            .Select((grows, output, gap, q, midTask, signed) => new Turn(grows, output, gap, new Heads(q.Item1, q.Item2, q.Item3), midTask, signed));

    private static readonly Gen<(double Input, double Read, double Write, double Output)> s_rates =
        Gen.Select(Gen.Double[0.01, 10], Gen.Double[0, 1], Gen.Double[1, 2], Gen.Double[0.1, 50]).Select((input, read, write, output) => (input, input * read, input * write, output));

    private static readonly string[] s_moves = ["up", "free", "never"];

    [Fact]
    public void It_never_costs_more_than_without_routing() =>
        Gen.Select(s_turn.Array[1, 25], s_rates.Array[3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Double[0, 2]).Sample((turns, rates, asked, move, lambda) =>
        {
            var prices = new PriceBook(Table(rates));
            var (on, off) = Costs(turns, prices, s_models[asked], s_moves[move], lambda);
            Assert.True(on <= off + turns.Length, $"{on} nano-dollars with routing, {off} without");
        });

    [Fact]
    public void And_where_a_cheaper_model_will_do_it_costs_less()
    {
        Turn[] turns = [.. Enumerable.Repeat(new Turn(2000, 400, 20, Decided.Easy, false, false), 10)];
        var (on, off) = Costs(turns, new PriceBook(), "claude-opus-4-6", "up", .3);
        Assert.True(on < off / 3, $"{on} nano-dollars with routing, {off} without");
    }

    private static (long On, long Off) Costs(Turn[] turns, PriceBook prices, string asked, string move, double lambda)
    {
        var decided = new Decided(
            $$"""{ "routing": { "mode": "complexity", "sessions": { "move": "{{move}}" }, "complexity": { "lambda": {{lambda.ToString("R", CultureInfo.InvariantCulture)}}, {{Decided.Tiers}} } } }""", prices: prices);
        var (routed, plain) = (new Caches(prices), new Caches(prices));
        var (at, prompt, on, off) = (DateTimeOffset.UnixEpoch.AddDays(20_000), 0L, 0L, 0L);
        foreach (var (turn, number) in turns.Select((turn, index) => (turn, index)))
        {
            at = at.AddSeconds(turn.Gap);
            prompt += turn.Grows;
            var shape = new PromptShape { Messages = 1 + (2 * number), MarksCache = true, Tools = 3, MidTask = turn.MidTask && number > 0, Signed = turn.Signed, Print = 7 };
            var call = Decided.Call(turn.Q, asked, shape, prompt) with { At = at };
            var plan = decided.Plan(call);
            var (target, mine) = (plan.Targets[0], plan.Decision!.Asked!);
            var (usage, cost) = routed.Ask(target, prompt, turn.Output, at);
            on += cost.NanoUsd;
            off += plain.Ask(mine, prompt, turn.Output, at).Cost.NanoUsd;
            decided.Sessions.Answered("0000000000000007", SessionTurn.Of(prices, decided.Sessions.Find("0000000000000007"), target, usage, cost, mine, at, marks: true, prompt));
        }

        return (on, off);
    }

    private static PriceTable Table((double Input, double Read, double Write, double Output)[] rates)
    {
        static string Number(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
        var models = s_models.Zip(rates, (model, rate) => $$"""
            { "id": "{{model}}", "match": { "equals": "{{model}}" }, "prices": [ { "rates": { "input": {{Number(rate.Input)}}, "cache_read": {{Number(rate.Read)}}, "cache_write_5m": {{Number(rate.Write)}}, "output": {{Number(rate.Output)}} } } ] }
            """);
        return PriceTable.Read(Encoding.UTF8.GetBytes($$"""{ "schema": 1, "providers": [ { "id": "anthropic", "models": [ {{string.Join(',', models)}} ] } ] }"""));
    }

    /// <summary>One turn of a conversation.</summary>
    /// <param name="Grows">By how many tokens the prompt is longer than the last.</param>
    /// <param name="Gap">Seconds since the last.</param>
    private sealed record Turn(int Grows, int Output, int Gap, Heads Q, bool MidTask, bool Signed);

    /// <summary>A provider that keeps each model's prompt for five minutes after it was asked.</summary>
    private sealed class Caches(PriceBook prices)
    {
        private readonly Dictionary<string, (long Tokens, DateTimeOffset Until)> _held = [];

        public (TokenUsage Usage, Money Cost) Ask(Target target, long prompt, long output, DateTimeOffset at)
        {
            var read = _held.TryGetValue(target.Model, out var held) && at <= held.Until ? Math.Min(held.Tokens, prompt) : 0;
            _held[target.Model] = (prompt, at.AddMinutes(5));
            var usage = new TokenUsage(0, read, prompt - read, 0, output, 0);
            return (usage, prices.List("anthropic", target.Model, at, prompt)!.Rates.Cost(usage)!.Value);
        }
    }
}
