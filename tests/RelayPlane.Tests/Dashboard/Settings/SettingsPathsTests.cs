using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Settings;

public sealed class SettingsPathsTests
{
    [Fact]
    public async Task Alerts_are_told_the_newest_first_and_no_more_than_asked_for()
    {
        using var lab = new SettingsLab();
        Assert.Equal("""{"alerts":[]}""", (await lab.GetAsync("/api/alerts")).Json.GetRawText());
        var file = new AlertFile(lab.Folder.Home.AlertsPath, _ => { });
        foreach (var id in new[] { "a", "b", "c" })
        {
            file.Write(new Alert(id, AlertTypes.Repetition, "warning", "<b>again</b>", "agent", Entries.Noon, new AlertData { Calls = 7 }), 10);
        }

        var body = (await lab.GetAsync("/api/alerts?limit=2")).Json;
        Assert.Equal(["c", "b"], body.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()));
        Assert.Equal(7, body.GetProperty("alerts")[0].GetProperty("data").GetProperty("calls").GetInt32());
        Assert.Equal(400, (await lab.GetAsync("/api/alerts?limit=none")).Status);
    }

    [Fact]
    public async Task Prices_are_those_of_the_models_that_were_called_lately()
    {
        using var lab = new SettingsLab();
        var now = TimeProvider.System.GetUtcNow();
        await LedgerFixture.WriteAsync(
            lab.Folder.Database,
            Entries.Call("1", Entries.Attempt("claude-haiku-4-5")) with { At = now },
            Entries.Call("2", Entries.Attempt("mystery")) with { At = now },
            Entries.Call("3", Entries.Attempt("claude-opus-4-6")) with { At = now.AddDays(-40) });
        var body = (await lab.GetAsync("/api/prices")).Json;
        var lines = body.GetProperty("prices").EnumerateArray().OrderBy(line => line.GetProperty("model").GetString(), StringComparer.Ordinal).ToList();
        Assert.Equal(["claude-haiku-4-5", "mystery"], lines.Select(line => line.GetProperty("model").GetString()));
        Assert.Equal((1m, 5m, 0.1m, 1L, 0L), (lines[0].GetProperty("input_usd").GetDecimal(), lines[0].GetProperty("output_usd").GetDecimal(), lines[0].GetProperty("cache_read_usd").GetDecimal(), lines[0].GetProperty("requests").GetInt64(), lines[0].GetProperty("unpriced").GetInt64()));
        Assert.Equal((JsonValueKind.Null, 1L), (lines[1].GetProperty("input_usd").ValueKind, lines[1].GetProperty("unpriced").GetInt64()));
        Assert.NotEqual("unknown", body.GetProperty("table_date").GetString());
    }

    [Fact]
    public async Task Prices_of_models_that_were_never_called_are_found_by_a_part_of_the_name()
    {
        using var lab = new SettingsLab();
        var body = (await lab.GetAsync("/api/prices?text=Anthropic/claude-haiku-4")).Json;
        Assert.NotEmpty(body.GetProperty("prices").EnumerateArray());
        Assert.All(body.GetProperty("prices").EnumerateArray(), line => Assert.Contains("haiku", line.GetProperty("model").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storage_says_what_is_kept_and_for_how_long()
    {
        using var lab = new SettingsLab { Keeping = new Keeping(TimeSpan.FromDays(30), 512L << 20) };
        var empty = (await lab.GetAsync("/api/storage")).Json;
        Assert.Equal((0, JsonValueKind.Null), (empty.GetProperty("calls").GetInt32(), empty.GetProperty("first_call_at").ValueKind));
        await LedgerFixture.WriteAsync(lab.Folder.Database, [.. Enumerable.Range(0, 5).Select(call => Entries.Call($"{call}", Entries.Attempt()) with { At = Entries.Noon.AddMinutes(call) })]);
        var body = (await lab.GetAsync("/api/storage")).Json;
        Assert.Equal((5, Entries.Noon), (body.GetProperty("calls").GetInt32(), body.GetProperty("first_call_at").GetDateTimeOffset()));
        Assert.True(body.GetProperty("bytes").GetInt64() >= new FileInfo(lab.Folder.Database).Length);
        Assert.Equal((30d, 512d, true, 77), (body.GetProperty("retention_days").GetDouble(), body.GetProperty("max_size_mb").GetDouble(), body.GetProperty("stores_content").GetBoolean(), body.GetProperty("content_bytes").GetInt32()));
    }
}
