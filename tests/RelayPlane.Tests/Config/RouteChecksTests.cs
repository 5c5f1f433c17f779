using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class RouteChecksTests
{
    [Theory]
    [InlineData("""{ "routes": { "a": { "model": "opnai/gpt-4o" } } }""", "routes.a.model (line 1) names no known provider; the nearest is openai")]
    [InlineData("""{ "routes": { "a": { "fallback": ["gpt-4o", "gorq/llama"] } } }""", "routes.a.fallback[1] (line 1) names no known provider; the nearest is groq")]
    [InlineData("""{ "routes": { "a": { "fallback": ["azure/gpt-4o"] } } }""", "routes.a.fallback[0] (line 1) goes to azure, which needs providers.azure.baseUrl")]
    [InlineData("""{ "routes": { "a": { "model": "groq/" } } }""", "routes.a.model (line 1) names no model")]
    [InlineData("""{ "routes": { "a": { "model": "" } } }""", "routes.a.model (line 1) names no model")]
    [InlineData("""{ "routes": { "a": { "fallbackOn": "contextLength" } } }""", "routes.a.fallbackOn (line 1) is not a mistake that may fall back; the nearest is context_length")]
    [InlineData("""{ "routes": { "a": { "fallbackOn": ["context_length", "rate_limit"] } } }""", "routes.a.fallbackOn[1] (line 1) is not a mistake")]
    [InlineData("""{ "routes": { "a": { "match": { "endpoint": "message" } } } }""", "routes.a.match.endpoint (line 1) is not a known endpoint; the nearest is messages")]
    [InlineData("""{ "routes": { "a": { "match": { "header": 5 } } } }""", "routes.a.match.header (line 1) must be a header's name")]
    [InlineData("""{ "routes": { "a": { "match": { "inputTokens": "many" } } } }""", "routes.a.match.inputTokens (line 1) must be a number")]
    [InlineData("""{ "routes": { "a": { "timeouts": { "firstTokenSeconds": 0 } } } }""", "routes.a.timeouts.firstTokenSeconds (line 1) must be at least 0.01, not 0")]
    [InlineData("""{ "routes": { "a": { "spillAfterSeconds": -1 } } }""", "routes.a.spillAfterSeconds (line 1) must be at least 0, not -1")]
    [InlineData("""{ "pacing": { "pingAfterSeconds": 90000 } }""", "pacing.pingAfterSeconds (line 1) must be at most 86400, not 90000")]
    [InlineData("""{ "reliability": { "cooldowns": { "cooldownSeconds": 1e300 } } }""", "reliability.cooldowns.cooldownSeconds (line 1) must be at most 86400")]
    [InlineData("""{ "providers": { "openai": { "fallback": ["antropic/claude-x"] } } }""", "providers.openai.fallback[0] (line 1) names no known provider; the nearest is anthropic")]
    [InlineData("""{ "providers": { "openai": { "fallbackOn": "x" } } }""", "providers.openai.fallbackOn (line 1) is not a mistake")]
    [InlineData("""{ "crossProviderCascade": { "enabled": true, "providers": ["anthropic", "opnrouter"] } }""", "crossProviderCascade.providers[1] (line 1) is not a known provider; the nearest is openrouter")]
    [InlineData("""{ "routes": { "a": { "model": "gpt-4o", "split": { "gpt-4o": 1 } } } }""", "routes.a.split (line 1) cannot stand beside model")]
    [InlineData("""{ "routes": { "a": { "cheapest": [] } } }""", "routes.a.cheapest (line 1) names no model")]
    [InlineData("""{ "routes": { "a": { "fastest": ["gpt-4o", "gorq/llama"] } } }""", "routes.a.fastest[1] (line 1) names no known provider; the nearest is groq")]
    [InlineData("""{ "routes": { "a": { "split": { "gpt-4o": 0 } } } }""", "routes.a.split.gpt-4o (line 1) must be above 0")]
    [InlineData("""{ "routes": { "a": { "split": { "gorq/llama": 1 } } } }""", "routes.a.split.gorq/llama (line 1) names no known provider")]
    [InlineData("""{ "routes": { "a": { "match": { "time": "late" } } } }""", "routes.a.match.time (line 1) must be two times of the day")]
    [InlineData("""{ "routes": { "a": { "name": "b" } } }""", "routes.a.name (line 1) goes with routing.rules only")]
    [InlineData("""{ "routes": { "a": { "model": "rp:fst" } } }""", "routes.a.model (line 1) is no name of ours; the nearest is rp:fast")]
    [InlineData("""{ "routing": { "rules": [ { "model": "gpt-4o" } ] } }""", "routing.rules[0] (line 1) needs match")]
    [InlineData("""{ "routing": { "rules": [ { "match": {}, "modle": "gpt-4o" } ] } }""", "routing.rules[0].modle (line 1) is not a known key; the nearest is model")]
    [InlineData("""{ "routes": { "a": {} }, "routing": { "rules": [ { "name": "a", "match": {} } ] } }""", "routing.rules[0].name (line 1) is another route's name")]
    [InlineData("""{ "routing": { "rules": [ { "match": {}, "limits": { "action": "reroute" } } ] } }""", "routing.rules[0].limits (line 1) needs rerouteTo")]
    [InlineData("""{ "aliases": { "a": "gorq/llama" } }""", "aliases.a (line 1) names no known provider")]
    [InlineData("""{ "aliases": { "a": "a" } }""", "aliases.a (line 1) leads back to itself: a → a")]
    [InlineData("""{ "aliases": { "a": "a:cost" } }""", "aliases.a (line 1) leads back to itself: a → a:cost → a")]
    [InlineData("""{ "modelOverrides": { "a": "gorq/llama" } }""", "modelOverrides.a (line 1) names no known provider")]
    [InlineData("""{ "crossProviderCascade": { "enabled": true, "triggerStatuses": [429, 200] } }""", "crossProviderCascade.triggerStatuses[1] (line 1) must be a status from 400 to 599, not 200")]
    [InlineData("""{ "crossProviderCascade": { "enabled": true, "modelMapping": { "a": "b" } } }""", "crossProviderCascade.modelMapping (line 1) must be")]
    public void What_no_call_could_follow_is_a_problem(string json, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Setup.Load(json).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "routes": { "a": { "model": "mine/x" } }, "providers": { "mine": { "baseUrl": "http://mine.example" } } }""")]
    [InlineData("""{ "routes": { "a": { "model": "off/x" } }, "providers": { "off": { "baseUrl": "http://mine.example", "enabled": false } } }""")]
    [InlineData("""{ "routes": { "a": { "model": "accounts/fireworks/models/llama" } } }""")]
    [InlineData("""{ "routes": { "a": { "model": "meta-llama/Llama-3" } }, "providers": { "openai": { "baseUrl": "http://proxy.example" } } }""")]
    [InlineData("""{ "routes": { "a": { "fallback": ["openrouter", "sandbox/gpt-4o", "never-heard-of-it"] } } }""")]
    [InlineData("""{ "routes": { "a": { "match": { "endpoint": ["messages", "chat_*"], "header": null, "inputTokens": null } } } }""")]
    [InlineData("""{ "aliases": { "mine/a": "b", "b": "rp:best", "rp:best": "gpt-4o" }, "routes": { "a": { "model": "mine/a", "fallback": ["rp:cheap"] } } }""")]
    [InlineData("""{ "routing": { "rules": [ { "match": { "time": null, "tools": true }, "split": { "gpt-4o": 0.5, "rp:auto": 2 } }, { "match": {}, "cheapest": ["gpt-4o", { "provider": "groq", "model": "x" }] } ] } }""")]
    [InlineData("""{ "crossProviderCascade": { "enabled": false, "providers": ["gone"], "modelMapping": 5 } }""")]
    public void What_may_have_a_meaning_is_left_alone(string json) => Assert.Empty(Setup.Load(json).Problems);

    [Fact]
    public void Each_name_of_a_circle_of_aliases_is_told()
    {
        var problems = Setup.Load("""{ "aliases": { "a": "b", "b": "a", "c": "a" } }""").Problems;
        Assert.Equal(["aliases.a (line 1) leads back to itself: a → b → a", "aliases.b (line 1) leads back to itself: b → a → b"], problems);
    }

    [Fact]
    public void Overrides_that_go_round_are_told_and_harm_nothing()
    {
        var load = Setup.Load("""{ "modelOverrides": { "b": "a", "a": "b", "c": "a", "d": "gpt-4o" } }""");
        Assert.Empty(load.Problems);
        Assert.Equal("Overrides that lead back to themselves: modelOverrides.b → a → b. Each is followed by one step only.", Assert.Single(load.Notices));
    }

    [Fact]
    public void Only_what_does_nothing_yet_is_named_as_such()
    {
        var load = Setup.Load("""
            { "routes": { "a": { "match": { "model": "x", "header": { "x-a": "b" } }, "model": "gpt-4o", "fallback": ["gpt-4o"], "fallbackOn": "context_length", "spillAfterSeconds": 1,
                "timeouts": { "totalSeconds": 5 }, "limits": { "maxInputTokens": 1 }, "allowLoss": true } },
              "providers": { "openai": { "fallback": ["groq"], "fallbackOn": [], "timeouts": { "connectSeconds": 1 } } },
              "pacing": { "enabled": true, "maxWaitSeconds": 1, "maxQueuedBytes": 5 }, "reliability": { "cooldowns": { "enabled": true } },
              "crossProviderCascade": { "enabled": true, "providers": ["anthropic"], "modelMapping": { "a": { "b": "c" } } } }
            """);
        Assert.Equal("Without effect in this version: pacing.maxQueuedBytes.", Assert.Single(load.Notices));
    }

    [Theory]
    [InlineData("5", 5, double.PositiveInfinity)]
    [InlineData("\">= 5\"", 5, double.PositiveInfinity)]
    [InlineData("\"<= 5\"", 0, 5)]
    [InlineData("""{ "min": 1, "max": 5 }""", 1, 5)]
    [InlineData("{}", 0, double.PositiveInfinity)]
    public void A_range_of_tokens_is_written_in_three_ways(string json, double least, double most) =>
        Assert.Equal(new TokenRange(least, most), Range(json));

    [Fact]
    public void A_comparison_may_leave_its_number_out()
    {
        Assert.False(Range("\"> 5\"")!.Holds(5));
        Assert.True(Range("\">5\"")!.Holds(5.25));
        Assert.False(Range("\"< 5\"")!.Holds(5));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"5 apples\"")]
    [InlineData("\"=> 5\"")]
    [InlineData("\"\"")]
    [InlineData("""{ "min": 5, "max": 1 }""")]
    [InlineData("""{ "most": 1 }""")]
    [InlineData("""{ "min": "1" }""")]
    [InlineData("[5]")]
    public void What_is_no_range_is_none(string json) => Assert.Null(Range(json));

    private static TokenRange? Range(string json)
    {
        using var written = System.Text.Json.JsonDocument.Parse(json);
        return TokenRange.Read(written.RootElement);
    }
}
