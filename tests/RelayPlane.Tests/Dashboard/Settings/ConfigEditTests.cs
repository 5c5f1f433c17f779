using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Settings;

public sealed class ConfigEditTests
{
    private const string Config = """
        {
          // what we spend
          "budget": { "dailyUsd": 5, "alertWebhook": "https://hooks.example/hunter2" },
          "clients": [ { "name": "laptop", "key": "hunter2-of-laptop" } ],
          "routes": { "big": { "match": { "model": "claude-*" }, "model": "anthropic/claude-opus-4-6" } }
        }
        """;

    [Fact]
    public async Task An_edit_is_written_in_place_shown_line_by_line_and_taken_up_at_once()
    {
        using var lab = new SettingsLab(Config);
        var asked = await lab.SetAsync("budget.dailyUsd", "7.5");
        var (status, body) = (asked.Status, asked.Json);
        Assert.Equal((200, true, 1), (status, body.GetProperty("written").GetBoolean(), lab.Reloads));
        Assert.Equal(Config.Replace("\"dailyUsd\": 5", "\"dailyUsd\": 7.5", StringComparison.Ordinal), lab.Text);
        Assert.Equal(
            [
                ("same", 1, 1), ("same", 2, 2), ("removed", 3, null), ("added", null, 3), ("same", 4, 4), ("same", 5, 5), ("same", 6, 6),
            ],
            body.GetProperty("diff").EnumerateArray().Select(line => (line.GetProperty("kind").GetString()!, Number(line, "old_line"), Number(line, "new_line"))));
        Assert.Equal(await lab.HashAsync(), body.GetProperty("hash").GetString());
        Assert.DoesNotContain("hunter2", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_changes_nothing()
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.SetAsync("budget.dailyUsd", "7.5", preview: true)).Json;
        Assert.Equal((false, Config, 0), (body.GetProperty("written").GetBoolean(), lab.Text, lab.Reloads));
        Assert.Contains(body.GetProperty("diff").EnumerateArray(), line => line.GetProperty("kind").GetString() == "added");
    }

    [Theory]
    [InlineData("routes.new", """{ "match": { "model": "gpt-*", "client": ["a-client-of-some-length"] }, "model": "openai/gpt-4o", "limits": { "maxOutputTokens": 100 } }""", "\"model\": \"anthropic/claude-opus-4-6\" }, \"new\": { \"match\": { \"model\": \"gpt-*\", \"client\": [ \"a-client-of-some-length\" ] }")]
    [InlineData("downgrade", """{ "enabled": true, "mapping": { "claude-opus-4-6": "claude-sonnet-4-5", "gpt-4o": "gpt-4o-mini" } }""", "\n  \"downgrade\": {\n    \"enabled\": true,\n    \"mapping\": {\n")]
    [InlineData("budget.agents.coder.dailyUsd", "2", "\"coder\"")]
    [InlineData("models.claude-x.price", """{ "input": 1, "output": 2 }""", "{ \"input\": 1, \"output\": 2 }")]
    [InlineData("pacing.maxWaitSeconds", "30", "\"pacing\": {")]
    [InlineData("alerts.cooldownMs", "1000", "\"cooldownMs\": 1000")]
    [InlineData("ledger.retentionDays", "30", "\"retentionDays\": 30")]
    [InlineData("budget.dailyUsd", "null", "{ \"alertWebhook\"")]
    [InlineData("routes.big", "null", "\"routes\": { }")]
    public async Task What_the_page_may_change_is_changed(string path, string value, string written)
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.SetAsync(path, value)).Json;
        Assert.Equal("[]", body.GetProperty("problems").GetRawText());
        Assert.Contains(written, lab.Text, StringComparison.Ordinal);
        Assert.Contains("// what we spend", lab.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server.host", "\"0.0.0.0\"")]
    [InlineData("server.allowedHosts", "[\"evil.example\"]")]
    [InlineData("server.allowedOrigins", "[\"https://evil.example\"]")]
    [InlineData("server", "{ \"allowedOrigins\": [\"https://evil.example\"] }")]
    [InlineData("clients", "[]")]
    [InlineData("clients", "null")]
    [InlineData("auth.clientKeys", "\"ignore\"")]
    [InlineData("providers.anthropic.baseUrl", "\"https://evil.example\"")]
    [InlineData("providers.anthropic", "{ \"baseUrl\": \"https://evil.example\" }")]
    [InlineData("providers.evil", "{ \"baseUrl\": \"https://evil.example\", \"apis\": [\"openai\"] }")]
    [InlineData("ollama.baseUrl", "\"https://evil.example\"")]
    [InlineData("ledger.storeContent", "true")]
    [InlineData("pricing.file", "\"/etc/passwd\"")]
    [InlineData("models.x.provider", "\"evil\"")]
    [InlineData("models", "{ \"x\": { \"provider\": \"openai\" } }")]
    [InlineData("*.allowedOrigins", "[\"https://evil.example\"]")]
    public async Task What_decides_who_may_call_and_where_keys_go_is_out_of_the_pages_reach(string path, string value)
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.SetAsync(path, value)).Json;
        Assert.Contains("is not changed from the page. Edit", body.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        Assert.Equal((false, Config, 0), (body.GetProperty("written").GetBoolean(), lab.Text, lab.Reloads));
    }

    [Theory]
    [InlineData("providers.anthropic.apiKey", "\"sk-new\"")]
    [InlineData("providers.anthropic.apiKey", "\"file:/etc/passwd\"")]
    [InlineData("alerts.webhookSecret", "\"new\"")]
    [InlineData("alerts.webhookUrl", "\"https://evil.example\"")]
    [InlineData("budget.alertWebhook", "\"https://evil.example\"")]
    [InlineData("budget", "{ \"dailyUsd\": 1, \"alertWebhook\": \"https://evil.example\" }")]
    public async Task A_secret_or_a_place_that_alerts_go_to_is_not_set_from_the_page(string path, string value)
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.SetAsync(path, value)).Json;
        Assert.Contains("env:NAME", body.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(Config, lab.Text);
    }

    [Theory]
    [InlineData("budget", "{ \"dailyUsd\": 1, \"alertWebhook\": \"https://hooks.example/••••\" }")]
    [InlineData("budget.timeZone", "\"\\u2022•\\u2022•\"")]
    public async Task The_mask_is_never_written_back(string path, string value)
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.SetAsync(path, value)).Json;
        Assert.Contains("stands for a secret", body.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(Config, lab.Text);
    }

    [Theory]
    [InlineData("budget.dailyUsd", "-1")]
    [InlineData("budget.dailyUsd", "\"five\"")]
    [InlineData("budget.timeZone", "\"Nowhere/Land\"")]
    [InlineData("routes.big.fallback", "[\"nobody/knows\"]")]
    [InlineData("budget.daylyUsd", "1")]
    public async Task What_the_file_would_not_load_with_is_not_written(string path, string value)
    {
        using var lab = new SettingsLab(Config);
        var asked = await lab.SetAsync(path, value);
        var (status, body) = (asked.Status, asked.Json);
        Assert.Equal((200, 1), (status, body.GetProperty("problems").GetArrayLength()));
        Assert.Equal(Config, lab.Text);
    }

    [Fact]
    public async Task Of_several_changes_all_are_written_or_none()
    {
        using var lab = new SettingsLab(Config);
        await lab.SetAsync([("budget.dailyUsd", "6"), ("server.port", "1")]);
        Assert.Equal(Config, lab.Text);
        await lab.SetAsync([("budget.dailyUsd", "6"), ("budget.weeklyUsd", "20")]);
        Assert.Contains("\"weeklyUsd\": 20", lab.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_a_file_that_was_changed_meanwhile_is_a_conflict()
    {
        using var lab = new SettingsLab(Config);
        var hash = await lab.HashAsync();
        File.WriteAllText(lab.Path, "{}");
        Assert.Equal(409, (await lab.PostAsync("/api/config", $$"""{ "hash": "{{hash}}", "changes": [{ "path": ["budget", "dailyUsd"], "value": 1 }], "preview": false }""")).Status);
        Assert.Equal(409, (await lab.PostAsync("/api/config/undo", $$"""{ "hash": "{{hash}}", "preview": false }""")).Status);
        Assert.Equal("{}", lab.Text);
    }

    [Fact]
    public async Task A_file_with_problems_is_shown_with_them_and_not_edited()
    {
        using var lab = new SettingsLab("""{ "budget": { "dailyUsd": "hunter2" }, "api_key": "hunter2" }""");
        Assert.Single((await lab.ConfigAsync()).GetProperty("problems").EnumerateArray());
        var body = (await lab.SetAsync("budget.dailyUsd", "1")).Json;
        Assert.Equal((1, false), (body.GetProperty("problems").GetArrayLength(), body.GetProperty("written").GetBoolean()));
    }

    [Fact]
    public async Task Where_there_is_no_file_an_edit_makes_it_and_an_undo_takes_it_away()
    {
        using var lab = new SettingsLab();
        var before = await lab.ConfigAsync();
        Assert.Equal(("", "{}", false), (before.GetProperty("text").GetString(), before.GetProperty("values").GetRawText(), before.GetProperty("can_undo").GetBoolean()));
        await lab.SetAsync("budget.dailyUsd", "1");
        Assert.Equal("{\n  \"budget\": {\n    \"dailyUsd\": 1\n  }\n}\n", lab.Text);
        Assert.True((await lab.UndoAsync()).Json.GetProperty("written").GetBoolean());
        Assert.Null(lab.Text);
    }

    [Fact]
    public async Task Edits_are_undone_one_after_the_other()
    {
        using var lab = new SettingsLab(Config);
        await lab.SetAsync("budget.dailyUsd", "6");
        var first = lab.Text;
        await lab.SetAsync("budget.dailyUsd", "7");
        Assert.True((await lab.ConfigAsync()).GetProperty("can_undo").GetBoolean());
        Assert.False((await lab.UndoAsync(preview: true)).Json.GetProperty("written").GetBoolean());
        await lab.UndoAsync();
        Assert.Equal(first, lab.Text);
        await lab.UndoAsync();
        Assert.Equal((Config, false, 4), (lab.Text, (await lab.ConfigAsync()).GetProperty("can_undo").GetBoolean(), lab.Reloads));
        Assert.Single((await lab.UndoAsync()).Json.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task What_somebody_else_has_written_since_is_not_undone()
    {
        using var lab = new SettingsLab(Config);
        await lab.SetAsync("budget.dailyUsd", "6");
        File.WriteAllText(lab.Path, "{ }");
        Assert.False((await lab.ConfigAsync()).GetProperty("can_undo").GetBoolean());
        Assert.Single((await lab.UndoAsync()).Json.GetProperty("problems").EnumerateArray());
        Assert.Equal("{ }", lab.Text);
    }

    [Fact]
    public async Task What_is_shown_says_which_keys_do_nothing()
    {
        using var lab = new SettingsLab("""{ "cache": { "enabled": true }, "budget": { "dailyUsd": 5 } } // the end""");
        var config = await lab.ConfigAsync();
        Assert.Equal("""["cache.enabled"]""", config.GetProperty("without_effect").GetRawText());
        Assert.Equal((5, lab.Path), (config.GetProperty("values").GetProperty("budget").GetProperty("dailyUsd").GetInt32(), config.GetProperty("path").GetString()));
        Assert.EndsWith("// the end", config.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "changes": [] }""", 409)]
    [InlineData("not json", 400)]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    public async Task A_body_that_is_none_is_refused(string body, int status)
    {
        using var lab = new SettingsLab(Config);
        Assert.Equal(status, (await lab.PostAsync("/api/config", body)).Status);
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[null]""")]
    [InlineData("""[{ "path": [], "value": 1 }]""")]
    [InlineData("""[{ "path": [""], "value": 1 }]""")]
    [InlineData("""[{ "path": ["budget"] }]""")]
    [InlineData("""[{ "value": 1 }]""")]
    public async Task A_change_that_names_nothing_is_refused(string changes)
    {
        using var lab = new SettingsLab(Config);
        var body = (await lab.PostAsync("/api/config", $$"""{ "hash": "{{await lab.HashAsync()}}", "changes": {{changes}} }""")).Json;
        Assert.Single(body.GetProperty("problems").EnumerateArray());
        Assert.Equal(Config, lab.Text);
    }

    private static int? Number(JsonElement line, string name) => line.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
}
