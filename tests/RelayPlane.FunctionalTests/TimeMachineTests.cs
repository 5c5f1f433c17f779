using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay;
using RelayPlane.Routing.Deciding;
using RelayPlane.Sandbox;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>A day before the sandbox, recorded under one policy: what a replay says of another against what that other really costs on the same day.</summary>
public sealed class TimeMachineTests
{
    private const double Tolerated = .05;

    private const string Off = "{}";

    private const string Tiers = """{ "enabled": true, "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" }""";

    public static TheoryData<string, string> Policies() => new()
    {
        { Off, $$"""{ "routing": { "mode": "complexity", "complexity": {{Tiers}} } }""" },
        { Off, $$"""{ "routing": { "mode": "complexity", "lambda": 1, "sessions": { "move": "free" }, "complexity": {{Tiers}} } }""" },
        { Off, """{ "routes": { "long": { "match": { "inputTokens": "> 3000" }, "model": "claude-haiku-4-5" }, "opus": { "match": { "model": "claude-opus-*" }, "model": "claude-sonnet-4-5" } } }""" },
        { $$"""{ "routing": { "mode": "complexity", "lambda": 0.6, "complexity": {{Tiers}} } }""", """{ "routing": { "enabled": false } }""" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task What_a_policy_would_have_cost_is_what_it_costs(string recorded, string tried)
    {
        await using var day = await Day.RunAsync(recorded);
        await using var other = await Day.RunAsync(tried);
        var load = PolicyText.Over(day.ConfigText, tried);
        Assert.Empty(load.Problems);
        var machine = new TimeMachine(new PastCalls(day.Lab.Home.DatabasePath), new PolicyFrom(new PriceBook(), Learned.Nothing, Day.Environment, TimeProvider.System));

        var replay = machine.Replay(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), load.Config, 1, TestContext.Current.CancellationToken);

        Assert.Equal(day.Calls, replay.Calls);
        Assert.Equal(day.Cost, replay.Recorded.Cost.NanoUsd);
        Assert.True(replay.Moved > 0, "The policy moves nothing, so nothing is shown.");
        Assert.InRange((double)replay.Reproduced.NanoUsd / day.Cost, 1 - .02, 1 + .02);
        Assert.InRange((double)replay.Policy.Cost.NanoUsd / other.Cost, 1 - Tolerated, 1 + Tolerated);
    }

    /// <summary>A gateway after a day of calls: agents at work with cached prompts, with pauses in which caches expire, and single questions.</summary>
    private sealed class Day : IAsyncDisposable
    {
        private const int Conversations = 28;
        private const int Seed = 20261129;

        private static readonly string[] Models = ["claude-opus-4-6", "claude-sonnet-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"];

        private static readonly string[] Asks =
        [
            "What does HTTP 404 mean?", "Rename this variable to count.", "Translate to French: good morning", "Say hi.",
            "Prove that the scheduler below never starves a writer, and give the invariant that the proof needs. Then implement it without locks and explain the memory order of every access.",
            "Find the race in this queue, explain a schedule that loses an item, and rewrite it so that no schedule does; derive its worst-case complexity step by step.",
        ];

        private readonly SandboxServer _sandbox;

        private Day(Lab lab, SandboxServer sandbox, string config) => (Lab, _sandbox, ConfigText) = (lab, sandbox, config);

        public Lab Lab { get; }

        public string ConfigText { get; }

        public long Calls { get; private set; }

        /// <summary>In nano-dollars.</summary>
        public long Cost { get; private set; }

        public static Func<string, string?> Environment { get; } = name => name == "SANDBOX_KEY" ? "sandbox" : null;

        public static async Task<Day> RunAsync(string policy)
        {
            var clock = new ShiftedClock();
            var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), clock, TestContext.Current.CancellationToken);
            var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
            var config = $$"""{ "providers": { "anthropic": { "baseUrl": "{{at}}", "apiKey": "env:SANDBOX_KEY" } } }""";
            using var sections = JsonDocument.Parse(policy);
            var rest = string.Concat(sections.RootElement.EnumerateObject().Select(section => $", \"{section.Name}\": {section.Value.GetRawText()}"));
            var lab = await Lab.StartAsync(config[..^2] + rest + " }", new Dictionary<string, string> { ["SANDBOX_KEY"] = "sandbox" }, clock: clock);
            var day = new Day(lab, sandbox, config);
            await day.RunAsync(clock);
            return day;
        }

        public async ValueTask DisposeAsync()
        {
            await Lab.DisposeAsync();
            await _sandbox.DisposeAsync();
        }

        private async Task RunAsync(ShiftedClock clock)
        {
            var random = new Random(Seed);
            for (var conversation = 0; conversation < Conversations; conversation++)
            {
                var (model, turns) = (Models[random.Next(Models.Length)], random.Next(3) == 0 ? 1 : random.Next(4, 14));
                var system = Words(random, 3_000) + $" Conversation {conversation}.";
                List<string> said = [];
                for (var turn = 0; turn < turns; turn++)
                {
                    said.Add($"{Asks[random.Next(Asks.Length)]} {Words(random, random.Next(200, 4_000))}");
                    await AskAsync(model, system, said);
                    clock.Shift(random.Next(9) == 0 ? TimeSpan.FromMinutes(random.Next(6, 20)) : TimeSpan.FromSeconds(random.Next(5, 90)));
                }
            }

            var row = Assert.Single(await Lab.RowsAsync((int)Calls, "SELECT SUM(cost_nano) AS cost FROM attempts"));
            Cost = (long)row["cost"]!;
        }

        private async Task AskAsync(string model, string system, List<string> said)
        {
            var messages = string.Join(',', said.Index().Select(turn =>
                (turn.Index > 0 ? """{"role":"assistant","content":"Done."},""" : "")
                + (turn.Index == said.Count - 1
                    ? $$$"""{"role":"user","content":[{"type":"text","text":"{{{turn.Item}}}","cache_control":{"type":"ephemeral"}}]}"""
                    : $$"""{"role":"user","content":[{"type":"text","text":"{{turn.Item}}"}]}""")));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages");
            request.Content = new StringContent(
                $$$"""{"model":"{{{model}}}","max_tokens":1024,"system":[{"type":"text","text":"{{{system}}}","cache_control":{"type":"ephemeral"}}],"messages":[{{{messages}}}]}""", Encoding.UTF8, "application/json");
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("day", "1"));
            request.Headers.Add("anthropic-version", "2023-06-01");
            using var reply = await Lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Calls++;
        }

        private static string Words(Random random, int length)
        {
            var text = new StringBuilder();
            while (text.Length < length)
            {
                text.Append("part ").Append(random.Next(10_000).ToString(CultureInfo.InvariantCulture)).Append(" of the file, ");
            }

            return text.ToString();
        }
    }

    /// <summary>The machine's clock, some time ahead; its timers are the machine's.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        private long _ahead;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

        public void Shift(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
    }
}
