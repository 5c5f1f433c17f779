using CsCheck;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class OldFilesTests
{
    /// <summary>Every key that the Node product reads or writes.</summary>
    private const string RelayPlaneFile = """
        {
          "device_id": "anon_0123456789abcdef", "telemetry_enabled": false, "telemetry_explicitly_set": true, "telemetry_migration_applied": true,
          "telemetry_exclude": ["x"], "lifecycle_enabled": true, "lifecycle_explicitly_set": false, "last_ping_date": "2026-01-01",
          "last_dashboard_ping": 1767225600000, "first_run_complete": true, "api_key": "env:RP", "config_version": 4,
          "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "autostart": true,
          "mesh": { "enabled": false, "endpoint": "https://mesh.example", "sync_interval_ms": 60000, "contribute": false },
          "rateLimit": { "models": { "claude-opus-4-6": { "rpm": 30 } }, "maxQueueDepth": 50, "queueTimeoutMs": 30000 },
          "providers": { "anthropic": { "rateLimit": { "rpm": 50 }, "accounts": [{ "label": "main", "apiKey": "env:A", "priority": 0 }] } },
          "crossProviderCascade": { "enabled": false, "providers": ["anthropic", "openrouter"], "triggerStatuses": [429, 529, 503],
            "modelMapping": { "claude-opus-4-6": { "openrouter": "anthropic/claude-opus-4-6" } } },
          "traces": { "enabled": true, "storeFullRequests": false, "retentionDays": 30, "directory": "~/.relayplane/traces", "maxDiskMb": 500 },
          "enabled": true, "mode": "auto", "strategies": {}, "defaults": { "a": 1 },
          "modelOverrides": { "gpt-4": "claude-sonnet-4-6" },
          "routing": { "mode": "complexity",
            "cascade": { "enabled": false, "models": [], "escalateOn": "uncertainty", "maxEscalations": 1 },
            "complexity": { "enabled": true, "simple": "claude-haiku-4-5", "moderate": "anthropic/claude-sonnet-4-6", "complex": { "provider": "anthropic", "model": "claude-opus-4-6" } } },
          "reliability": { "cooldowns": { "enabled": true, "allowedFails": 3, "windowSeconds": 60, "cooldownSeconds": 120 } },
          "auth": { "anthropicMaxToken": "env:MAX", "useMaxForModels": ["opus"] },
          "cache": { "enabled": true, "maxSizeMb": 100, "defaultTtlSeconds": 3600, "ttlByTaskType": { "code_generation": 60 }, "onlyWhenDeterministic": true,
            "cacheDir": "~/.relayplane/cache", "mode": "exact", "aggressiveMaxAge": 1800 },
          "budget": { "enabled": false, "dailyUsd": 50, "hourlyUsd": 10.5, "perRequestUsd": 2, "onBreach": "downgrade", "downgradeTo": "claude-sonnet-4-6",
            "alertWebhook": "https://hooks.example", "alertThresholds": [50, 80, 95], "sessionCapUsd": 1.00, "modelLadder": ["claude-opus-4-5"],
            "dailyCapUSD": 20, "warningThreshold": 0.8 },
          "anomaly": { "enabled": false, "velocityThreshold": 50, "tokenExplosionUsd": 5, "repetitionThreshold": 20, "windowMs": 300000 },
          "alerts": { "enabled": false, "webhookUrl": "https://hooks.example", "cooldownMs": 300000, "maxHistory": 500 },
          "downgrade": { "enabled": false, "thresholdPercent": 80, "mapping": { "claude-opus-4-6": "claude-sonnet-4-6" } },
          "dashboard": { "showRequestContent": true },
          "ollama": { "baseUrl": "http://localhost:11434", "models": ["llama3.2"], "routeWhen": { "complexity": ["simple"], "taskTypes": ["general"] },
            "timeoutMs": 120000, "defaultModel": "llama3.2", "enabled": true },
          "defaultProvider": "openrouter",
          "memory": { "proceduralInjectionEnabled": false }
        }
        """;

    private static readonly string[] s_damage = ["", "null", "5", "{", "]", "\"\\uD800\"", "\uFEFF", "[null]", "\"x\"", "true"];

    /// <summary>Every key that the design and the plan name beyond those.</summary>
    private const string NewKeys = """
        {
          "$schema": "./config.schema.json",
          "server": { "port": 4100, "host": "127.0.0.1", "allowedOrigins": ["http://localhost:3000"] },
          "auth": { "clientKeys": "prefer" },
          "clients": [{ "name": "ci", "key": "env:CI", "limits": { "maxInputTokens": 1 } }],
          "providers": { "openai": { "fallback": ["claude-sonnet-4-5"], "fallbackOn": "context_length" } },
          "aliases": { "rp:fast": "claude-haiku-4-5" },
          "limits": { "maxInputTokens": 100000, "maxOutputTokens": 8000, "maxCostUsd": 0.5, "action": "reject" },
          "routes": { "big": {
            "match": { "model": "claude-opus-*", "endpoint": ["messages"], "client": "ci", "agent": "a", "header": { "x-a": "b" }, "inputTokens": { "min": 100000 } },
            "model": "claude-opus-4-6", "fallback": ["claude-sonnet-4-5", "openai/gpt-4o"], "fallbackOn": ["context_length", "model_not_found"], "spillAfterSeconds": 10,
            "timeouts": { "connectSeconds": 5, "firstTokenSeconds": 60, "betweenTokensSeconds": 30, "totalSeconds": 600 },
            "limits": { "maxInputTokens": 100000, "action": "reroute", "rerouteTo": "claude-sonnet-4-5" }, "allowLoss": true } },
          "pacing": { "maxWaitSeconds": 600, "spillAfterSeconds": 20 },
          "routing": { "enabled": true, "mode": "observe",
            "complexity": { "applyTo": "auto", "allowUpgrade": false, "classifier": "rules" },
            "cascade": { "enabled": true, "escalateOn": ["rate_limit", "refusal"], "streams": "hold" }, "rules": [{ "name": "z", "match": { "agent": "x", "tools": true, "time": "22:00-06:00" }, "model": "gpt-4o" }] },
          "budget": { "weeklyUsd": 1, "monthlyUsd": 2, "reserveWaitSeconds": 20, "clampOutput": true, "unpriced": "block", "onBreach": "alert", "timeZone": "Europe/Berlin" },
          "ledger": { "retentionDays": 90, "maxSizeMb": 1000, "storeContent": true }
        }
        """;

    [Fact]
    public void Every_key_that_RelayPlane_users_write_is_understood_and_those_without_effect_are_named_once()
    {
        var load = Setup.Load(RelayPlaneFile);
        Assert.Empty(load.Problems);
        var notice = Assert.Single(load.Notices);
        foreach (var key in new[] { "device_id", "mesh.endpoint", "auth.anthropicMaxToken", "rateLimit.maxQueueDepth", "ollama.routeWhen", "traces.storeFullRequests" })
        {
            Assert.Contains(key, notice, StringComparison.Ordinal);
        }

        foreach (var key in new[] { "accounts", "ollama.baseUrl", "providers.anthropic.rateLimit", "rateLimit.models", "showRequestContent", "routing", "modelOverrides" })
        {
            Assert.DoesNotContain(key, notice, StringComparison.Ordinal);
        }

        Assert.Equal(20m, load.Config.Budget!.DailyCapUsd);
        Assert.Equal("anthropic/claude-opus-4-6", load.Config.Routing!.Complexity!.Complex!.Text);
    }

    [Fact]
    public void A_damaged_file_never_throws() =>
        Gen.Select(Gen.Int[0, RelayPlaneFile.Length - 1], Gen.Int[0, 40], Gen.Int[0, s_damage.Length - 1]).Sample((at, length, which) =>
        {
            var json = RelayPlaneFile.Remove(at, Math.Min(length, RelayPlaneFile.Length - at)).Insert(at, s_damage[which]);
            var load = Setup.Load(json);
            if (load.Problems.Count == 0)
            {
                ProviderSet.From(load.Config, Setup.Environment());
            }
        }, iter: 400, threads: 1, seed: "0N0XIzNsQ0O2");

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[null, 5]")]
    [InlineData("{ \"x\": null }")]
    [InlineData("\"\\uD800\"")]
    public void A_value_of_the_wrong_kind_anywhere_never_throws(string instead)
    {
        var seen = 0;
        for (var at = RelayPlaneFile.IndexOf("\": ", StringComparison.Ordinal); at >= 0; at = RelayPlaneFile.IndexOf("\": ", at + 1, StringComparison.Ordinal))
        {
            // Put in front under the same name, the value is read, and named as written twice.
            var name = RelayPlaneFile[(RelayPlaneFile.LastIndexOf('"', at - 1) + 1)..at];
            var load = Setup.Load(RelayPlaneFile.Insert(at + 3, $"{instead}, \"{name}\": "));
            Assert.NotEmpty(load.Problems);
            seen++;
        }

        Assert.True(seen > 100);
    }

    [Fact]
    public void Every_key_that_is_planned_is_understood() => Assert.Empty(Setup.Load(NewKeys).Problems);
}
