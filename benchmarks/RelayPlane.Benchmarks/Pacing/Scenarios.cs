using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>The scenarios of the reference simulation (<c>sim/run.py</c>), and each of them without rate-limit headers.</summary>
internal static class Scenarios
{
    private const string Code = "azure_code_2023.csv";
    private const string Conversation = "mooncake_conversation.jsonl";

    private static readonly Scenario[] Seeing =
    [
        new("S1", "bursty coding trace, one key of 300 RPM / 600k ITPM / 80k OTPM", Code, 1, new RateLimits(300, 600e3, 80e3)),
        new("S1t", "the same, tight: 200 RPM / 400k ITPM", Code, 1, new RateLimits(200, 400e3, 80e3)),
        new("S2", "long-context agents in fleets, one key of 1000 RPM / 2M ITPM / 400k OTPM", Conversation, 1, new RateLimits(1000, 2e6, 400e3)) { Modulation = 0.9 },
        new("S3", "long-context agents, two keys of 1.2M ITPM and a fallback of 1M; three 529 storms, an outage of ten minutes", Conversation, 2, new RateLimits(600, 1.2e6, 200e3))
        {
            Fallback = new RateLimits(600, 1.0e6, 200e3),
            Weather = new Weather
            {
                BaseErrors = 0.003,
                Storms = [new(new(420, 510), 0.6), new(new(1000, 1090), 0.6), new(new(2900, 2990), 0.6)],
                Outages = [new(1500, 2100)],
            },
        },
        new("S4", "overload × 1.4, one key of 110 RPM / 225k ITPM; one of 24 agents sends 60 % of the calls", Code, 1, new RateLimits(110, 225e3, 80e3)) { Flood = 0.6 },
        new("S5", "OpenAI's accounting: 900k TPM take input + max_tokens, refused calls cost a request; 300 RPM", Code, 1, new RateLimits(300, 900e3, 1e9)) { Semantics = Semantics.OpenAI },
    ];

    public static IReadOnlyList<Scenario> All { get; } = [.. Seeing, .. Seeing.Select(scenario => scenario with { Name = scenario.Name + "-blind", Title = scenario.Title + "; no rate-limit headers", Blind = true })];

    /// <summary><c>all</c>, or names with commas between them; null where one is not known.</summary>
    public static IReadOnlyList<Scenario>? Find(string names)
    {
        if (names == "all")
        {
            return All;
        }

        var found = new List<Scenario>();
        foreach (var name in names.Split(','))
        {
            if (All.FirstOrDefault(scenario => scenario.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } scenario)
            {
                return null;
            }

            found.Add(scenario);
        }

        return found;
    }
}
