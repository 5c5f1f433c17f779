using System.Globalization;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger.Decisions;

namespace RelayPlane.Tests.Ledger;

/// <summary>Calls of every kind, the same for the same seed: any number of attempts, priced or not, of agents and sessions or none, with names that are out for trouble.</summary>
internal static class RandomCalls
{
    public static readonly string?[] Agents = [null, "claude-code", "codex/review", "<script>alert(1)</script>", "=cmd|'/c calc'!A1"];
    public static readonly string?[] Sessions = [null, "s-1", "s-2", "a'b\"c,d", "S-1-other"];
    public static readonly string?[] Clients = [null, "laptop", "-1+1"];
    public static readonly string?[] Routes = [null, "cheap", "@home"];
    public static readonly string[] Endpoints = ["messages", "chat_completions", "count_tokens", "models"];
    public static readonly string[] Providers = ["anthropic", "openai", "local"];
    public static readonly string[] Models = ["claude-haiku-4-5", "gpt-5", "mystery"];
    public static readonly string?[] Tiers = [null, "simple", "moderate", "complex"];
    public static readonly int?[] Statuses = [null, 200, 200, 400, 429, 500];

    /// <param name="span">Over how much time, up to <see cref="Entries.Noon"/>, they arrived; in an order that is not the order of writing.</param>
    public static CallEntry[] Make(int seed, int count, TimeSpan span)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(number => Make(random, number, Entries.Noon - (span * random.NextDouble())))];
    }

    private static CallEntry Make(Random random, int number, DateTimeOffset at)
    {
        var api = One(random, ["anthropic", "openai"]);
        var endpoint = One(random, Endpoints);
        return new()
        {
            Id = $"{at.ToUnixTimeMilliseconds():x12}7{number:x6}",
            At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()),
            Api = api,
            Endpoint = endpoint,
            Method = "POST",
            Path = "/v1/<messages>",
            Stream = random.Next(2) == 0,
            ModelRequested = One<string?>(random, [null, "fast", "gpt-5"]),
            Reason = One<string?>(random, [null, "route cheap"]),
            Plan = One<string?>(random, [null, "anthropic/claude-haiku-4-5, openai/gpt-5"]),
            Route = One(random, Routes),
            WaitedFor = One<string?>(random, [null, "Requests"]),
            Budget = One<string?>(random, [null, "warned; daily"]),
            Client = One(random, Clients),
            Agent = One(random, Agents),
            ParentAgent = One(random, Agents),
            Session = One(random, Sessions),
            Tags = One<string?>(random, [null, """{"team":"ü <b>"}""", "{torn"]),
            Status = One(random, Statuses),
            Outcome = One(random, Enum.GetValues<Outcome>()),
            Error = One<string?>(random, [null, "slow \"down\"\n"]),
            Queue = Microseconds(random, 2_000_000),
            FirstByte = random.Next(3) == 0 ? null : Microseconds(random, 5_000_000),
            Total = Microseconds(random, 60_000_000),
            BytesIn = random.Next(100_000),
            BytesOut = random.Next(100_000),
            Dropped = One<string?>(random, [null, "top_k"]),
            Decision = Words.RunsModel(endpoint) && random.Next(3) > 0 ? Decision(random) : null,
            Attempts = [.. Enumerable.Range(1, random.Next(4)).Select(attempt => Attempt(random, attempt, at))],
        };
    }

    private static AttemptEntry Attempt(Random random, int number, DateTimeOffset at)
    {
        var model = One(random, Models);
        TokenUsage? usage = random.Next(4) == 0 ? null : new TokenUsage(random.Next(9000), random.Next(900), random.Next(90), random.Next(90), random.Next(900), 0) { WebSearches = random.Next(2) };
        var cost = usage is null || model == "mystery" ? (Money?)null : new Money(random.Next(90_000_000));
        return new()
        {
            Number = number,
            Provider = One(random, Providers),
            Model = model,
            ModelReturned = One<string?>(random, [null, "gpt-5-2026"]),
            Key = One<string?>(random, [null, "client", "main"]),
            Verdict = One(random, Enum.GetValues<Verdict>()),
            Status = One(random, Statuses),
            RequestId = random.Next(2) == 0 ? null : $"req_{random.Next(1000)}",
            At = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()),
            FirstByte = random.Next(3) == 0 ? null : Microseconds(random, 5_000_000),
            Total = Microseconds(random, 60_000_000),
            HasContent = usage is not null,
            Usage = usage,
            RawUsage = One<string?>(random, [null, """{"input_tokens": 5e3}""", "oops"]),
            Partial = random.Next(5) == 0,
            Quote = usage is null ? Quote.None
                : cost is { } known ? new Quote(random.Next(4) == 0 ? PriceStatus.Estimated : PriceStatus.Priced, known, "openai", model, """{"rates":{"input":1.10,"output":3},"times":{"service_tier=batch":0.5}}""")
                : Quote.Unpriced,
            Savings = new(random.Next(100), null, random.Next(50)),
            Error = One<string?>(random, [null, "overloaded_error: <b>busy</b>"]),
            Escalated = One<string?>(random, [null, null, "refusal", "rate_limit"]),
        };
    }

    private static DecisionEntry Decision(Random random)
    {
        var tier = One(random, Tiers);
        var features = new byte[80];
        random.NextBytes(features);
        return DecidedEntries.Seen with
        {
            Tier = tier,
            Acted = tier is not null && random.Next(2) == 0,
            Reason = tier is null ? null : One(random, [$"complexity:{tier}", $"session:{tier}"]),
            Asked = One(random, [null, "anthropic/claude-haiku-4-5", "openai/gpt-5"]),
            Chosen = tier is null ? null : One(random, ["anthropic/claude-haiku-4-5", "openai/gpt-5"]),
            Kept = One<string?>(random, [null, "the session's cache"]),
            Simple = random.NextSingle(),
            Rules = One(random, Tiers[1..])!,
            Features = features,
            Images = random.Next(2) == 0,
            Housekeeping = One<string?>(random, [null, "title", "chore"]),
            Conversation = random.NextInt64().ToString("x16", CultureInfo.InvariantCulture),
            MaxOutput = One<long?>(random, [null, 4096]),
        };
    }

    private static TimeSpan Microseconds(Random random, int most) => TimeSpan.FromMicroseconds(random.Next(most));

    private static T One<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
