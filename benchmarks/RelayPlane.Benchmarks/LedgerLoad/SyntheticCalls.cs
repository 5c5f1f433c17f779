using System.Globalization;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Benchmarks.LedgerLoad;

/// <summary>Calls as a busy team's gateway would record them, the same for the same seed: agents that work in sessions, days and nights, caches, fallbacks, refusals.</summary>
internal sealed class SyntheticCalls(int seed, DateTimeOffset from, TimeSpan span, long count)
{
    private const int OpenSessions = 60;

    private static readonly (string Provider, string Model, int Weight, decimal Input, decimal Output)[] s_models =
    [
        ("anthropic", "claude-sonnet-4-5", 30, 3, 15), ("anthropic", "claude-opus-4-6", 12, 5, 25), ("anthropic", "claude-haiku-4-5", 16, 1, 5),
        ("anthropic", "claude-sonnet-4-6", 9, 3, 15), ("openai", "gpt-5", 8, 1.25m, 10), ("openai", "gpt-5-mini", 6, 0.25m, 2),
        ("openai", "gpt-4.1", 2, 2, 8), ("openai", "gpt-5-codex", 5, 1.25m, 10), ("openai", "text-embedding-3-small", 2, 0.02m, 0),
        ("google", "gemini-2.5-pro", 3, 1.25m, 10), ("google", "gemini-2.5-flash", 4, 0.3m, 2.5m), ("xai", "grok-4", 1, 3, 15),
        ("groq", "llama-3.3-70b-versatile", 1, 0.59m, 0.79m), ("openrouter", "qwen/qwen3-coder", 1, 0.4m, 1.6m),
    ];

    private static readonly string[] s_routes = ["", "", "", "cheap", "review", "nightly"];

    private static readonly string[] s_tiers = ["simple", "moderate", "complex"];
    private static readonly string[] s_choices = ["anthropic/claude-haiku-4-5", "anthropic/claude-sonnet-4-6", "anthropic/claude-opus-4-6"];

    private readonly Random _random = new(seed);
    private readonly Session[] _open = new Session[OpenSessions];
    private long _sessions;

    public IEnumerable<CallEntry> All()
    {
        for (long number = 0; number < count; number++)
        {
            yield return Next(number, At(number));
        }
    }

    public CallEntry Next(long number, DateTimeOffset at)
    {
        int place = _random.Next(OpenSessions);
        Session session = _open[place] ?? Open();
        _open[place] = --session.Left > 0 ? session : Open();
        Attempt kind = Kind();
        List<AttemptEntry> attempts = [Entry(1, session.Model, at, kind)];
        if (kind.Verdict is not (Verdict.Answered or Verdict.Rejected or Verdict.Cancelled) && _random.Next(4) > 0)
        {
            string cause = kind.Verdict is Verdict.RateLimited ? "rate_limit" : "error";
            kind = new(Verdict.Answered, 200);
            attempts[0] = attempts[0] with { Escalated = cause };
            attempts.Add(Entry(2, _random.Next(s_models.Length), at.AddMilliseconds(900), kind));
        }

        return new CallEntry
        {
            Id = Guid.CreateVersion7(at).ToString("n"),
            At = at,
            Api = "anthropic",
            Endpoint = number % 40 == 0 ? "count_tokens" : "messages",
            Method = "POST",
            Path = "/v1/messages",
            Stream = true,
            ModelRequested = s_models[session.Model].Model,
            Reason = "the model's provider",
            Plan = $"{s_models[session.Model].Provider}/{s_models[session.Model].Model}",
            Route = session.Route,
            Client = session.Client,
            Agent = session.Agent,
            Session = session.Name,
            Status = kind.Verdict is Verdict.Cancelled ? null : kind.Status,
            Limited = kind.Verdict is Verdict.RateLimited or Verdict.Overloaded,
            Queue = _random.Next(10) == 0 ? TimeSpan.FromMilliseconds(Skewed(1500)) : TimeSpan.Zero,
            Outcome = kind.Verdict switch { Verdict.Answered => Outcome.Answered, Verdict.Cancelled => Outcome.Cancelled, Verdict.Rejected => Outcome.Refused, _ => Outcome.Failed },
            FirstByte = TimeSpan.FromMilliseconds(Skewed(400)),
            Total = TimeSpan.FromMilliseconds(Skewed(4000)),
            BytesIn = 20_000,
            BytesOut = 4_000,
            Decision = number % 40 == 0 ? null : Decision(session),
            Attempts = attempts,
        };
    }

    /// <summary>Two calls of three are decided, and of these most go where the decision has them.</summary>
    private DecisionEntry Decision(Session session)
    {
        byte[] features = new byte[80];
        _random.NextBytes(features);
        int tier = _random.Next(3);
        bool decided = _random.Next(3) > 0;
        bool stays = _random.Next(3) == 0;
        return new DecisionEntry
        {
            Tier = decided ? s_tiers[tier] : null,
            Acted = decided && _random.Next(4) > 0,
            Chosen = decided ? s_choices[tier] : null,
            Asked = $"{s_models[session.Model].Provider}/{s_models[session.Model].Model}",
            Reason = decided ? $"{(stays ? "session" : "complexity")}:{s_tiers[tier]}" : null,
            Kept = decided && stays ? "the prompt is cached at the session's model" : null,
            Classifier = "2026-11-29",
            Simple = _random.NextSingle(),
            Moderate = _random.NextSingle(),
            Complex = _random.NextSingle(),
            Rules = s_tiers[_random.Next(3)],
            Features = features,
            Messages = _random.Next(1, 80),
            UserTurns = _random.Next(1, 9),
            Tools = 14,
            ToolParameters = 52,
            MidTask = _random.Next(3) > 0,
            MarksCache = true,
            Conversation = session.Conversation,
            PromptTokens = _random.Next(200, 90_000),
            MaxOutput = 32_000,
        };
    }

    /// <summary>Three times as many calls by day as by night.</summary>
    private DateTimeOffset At(long number)
    {
        double days = span.TotalDays * number / count;
        double part = days - Math.Floor(days);
        double bent = part < 0.25 ? part * 2 : 0.5 + ((part - 0.25) / 1.5);
        return from.AddDays(Math.Floor(days) + bent);
    }

    private Session Open()
    {
        int who = _random.Next(32);
        _sessions++;
        return new Session
        {
            Name = who % 8 == 0 ? null : $"session_{seed}_{_sessions.ToString("x12", CultureInfo.InvariantCulture)}",
            Agent = $"agent-{who}",
            Client = $"client-{who % 9}",
            Route = s_routes[who % s_routes.Length] is { Length: > 0 } route ? route : null,
            Model = Model(),
            Conversation = _random.NextInt64().ToString("x16", CultureInfo.InvariantCulture),
            Left = 1 + (int)(-50 * Math.Log(1 - _random.NextDouble())),
        };
    }

    private AttemptEntry Entry(int number, int model, DateTimeOffset at, Attempt kind)
    {
        (string provider, string name, _, decimal input, decimal output) = s_models[model];
        bool answered = kind.Verdict is Verdict.Answered or Verdict.Cancelled;
        TokenUsage usage = new(_random.Next(200, 5000), _random.Next(0, 90_000), _random.Next(0, 3000), 0, _random.Next(20, 3000), 0);
        decimal usd = ((usage.Input * input) + (usage.CacheRead * input / 10) + (usage.CacheWrite5m * input * 1.25m) + (usage.Output * output)) / 1_000_000m;
        bool isUnpriced = provider == "openrouter";
        return new AttemptEntry
        {
            Number = number,
            Provider = provider,
            Model = name,
            ModelReturned = name,
            Key = "main",
            Verdict = kind.Verdict,
            Status = kind.Status,
            RequestId = $"req_{_random.NextInt64():x16}",
            At = at,
            Start = TimeSpan.FromMilliseconds(Skewed(number == 1 ? 1 : 900)),
            Connect = _random.Next(50) == 0 ? TimeSpan.FromMilliseconds(Skewed(40)) : null,
            FirstByte = TimeSpan.FromMilliseconds(Skewed(400)),
            Total = TimeSpan.FromMilliseconds(Skewed(4000)),
            HasContent = answered,
            Usage = answered ? usage : null,
            RawUsage = answered ? $$"""{"input_tokens":{{usage.Input}},"cache_read_input_tokens":{{usage.CacheRead}},"cache_creation_input_tokens":{{usage.CacheWrite5m}},"output_tokens":{{usage.Output}}}""" : null,
            Quote = !answered ? Quote.None : isUnpriced ? Quote.Unpriced : new Quote(PriceStatus.Priced, Money.FromUsd(usd), provider, name, $$"""{"model":"{{name}}","input":{{input}},"output":{{output}}}"""),
            Savings = new(answered ? (long)(usage.CacheRead * input * 900) : null, null, null),
        };
    }

    private Attempt Kind() => _random.Next(1000) switch
    {
        < 940 => new(Verdict.Answered, 200),
        < 960 => new(Verdict.RateLimited, 429),
        < 970 => new(Verdict.Overloaded, 529),
        < 985 => new(Verdict.Rejected, 400),
        < 992 => new(Verdict.Cancelled, 200),
        _ => new(Verdict.Faulted, 500),
    };

    private int Model()
    {
        int left = _random.Next(100);
        int model = 0;
        while (model < s_models.Length - 1 && (left -= s_models[model].Weight) >= 0)
        {
            model++;
        }

        return model;
    }

    private double Skewed(double median) => median * Math.Exp(2 * (_random.NextDouble() - _random.NextDouble()));

    /// <summary>How an attempt ended.</summary>
    private readonly record struct Attempt(Verdict Verdict, int Status);

    /// <summary>An agent's piece of work, which goes on for some calls.</summary>
    private sealed class Session
    {
        public required string? Name { get; init; }

        public required string Agent { get; init; }

        public required string Client { get; init; }

        public required string? Route { get; init; }

        public required int Model { get; init; }

        public required string Conversation { get; init; }

        public required int Left { get; set; }
    }
}
