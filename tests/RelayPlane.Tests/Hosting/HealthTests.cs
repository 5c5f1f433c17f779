using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Gateway;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task It_says_how_long_it_runs_and_counts_what_became_of_calls()
    {
        using var folder = new TempFolder();
        await using var ledger = new SqliteLedger(folder.Database, TimeProvider.System);
        var (counters, clock) = (new Counters(), new FakeTimeProvider());
        var health = new Health(counters, ledger, clock);
        foreach (var outcome in new[] { Outcome.Answered, Outcome.Refused, Outcome.Cancelled, Outcome.Failed })
        {
            counters.Started();
            counters.Ended(outcome);
        }

        counters.Started();
        clock.Advance(TimeSpan.FromMilliseconds(61_500));
        var json = Read(health);
        Assert.Equal("ok", json.GetProperty("status").GetString());
        Assert.Equal(ProductVersion.Text, json.GetProperty("version").GetString());
        Assert.Equal((61, 61_500), (json.GetProperty("uptime").GetInt64(), json.GetProperty("uptimeMs").GetInt64()));
        Assert.Equal((5, 1, 1), (json.GetProperty("calls").GetInt64(), json.GetProperty("open").GetInt64(), json.GetProperty("failed").GetInt64()));
        Assert.False(json.TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task It_is_degraded_with_the_reason_until_that_is_mended()
    {
        using var folder = new TempFolder();
        await using var ledger = new SqliteLedger(folder.Database, TimeProvider.System);
        var health = new Health(new Counters(), ledger, new FakeTimeProvider()) { Degraded = "The config \"x\" is bad." };
        Assert.Equal(("degraded", "The config \"x\" is bad."), (Read(health).GetProperty("status").GetString(), Read(health).GetProperty("reason").GetString()));
        health.Degraded = null;
        Assert.Equal("ok", Read(health).GetProperty("status").GetString());
    }

    [Fact]
    public async Task It_tells_how_the_ledger_is_doing()
    {
        using var folder = new TempFolder();
        await using var ledger = new SqliteLedger(folder.Database, TimeProvider.System, journal: new Journal(Path.Combine(folder.Root, "missing")));
        ledger.Record(Entries.Call("c1", Entries.Attempt()));
        await LedgerFixture.UntilAsync(() => ledger.Health.Written == 1);
        var written = Read(new Health(new Counters(), ledger, new FakeTimeProvider())).GetProperty("ledger");
        Assert.Equal((1, 0, 0), (written.GetProperty("written").GetInt64(), written.GetProperty("pending").GetInt64(), written.GetProperty("lost").GetInt64()));
        Assert.Equal((1, 0), (written.GetProperty("journalFailures").GetInt64(), written.GetProperty("recovered").GetInt64()));
    }

    private static JsonElement Read(Health health)
    {
        using var json = JsonDocument.Parse(health.Write());
        return json.RootElement.Clone();
    }
}
