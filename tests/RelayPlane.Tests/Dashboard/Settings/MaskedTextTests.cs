using System.Text.Json;
using RelayPlane.Dashboard.Settings;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Settings;

public sealed class MaskedTextTests
{
    private const string Sample = """
        {
          // the old key was hunter2-of-anthropic; another: sk-ant-api03-abcdefgh
          "providers": {
            "anthropic": { "apiKey": "hunter2-of-anthropic", "headers": { "x-team": "hunter2-of-team" } }, // ours
            "openai": { "accounts": [ { "label": "main", "apiKey": "hunter2-\u0061ccount", "priority": 1 }, { "label": "env", "apiKey": "env:OPENAI_KEY" } ] },
            "own": { "baseUrl": "https://user:hunter2@models.example/v1?key=hunter2" }
          },
          "clients": [ { "name": "laptop", "key": "hunter2-of-laptop" }, { "name": "file", "key": "file:~/key" } ],
          "auth": { "clientKeys": "prefer", "anthropicMaxToken": "hunter2-max" },
          "alerts": { "webhookUrl": "https://hooks.example/services/hunter2", "webhookSecret": "hunter2-hook", "cooldownMs": 1000 },
          "budget": { "dailyUsd": 5, "alertWebhook": "http://127.0.0.1:9/hunter2" },
          "routes": { "r": { "match": { "header": { "authorization": "hunter2-header", "x-plan": "gold" } }, "model": "openai/gpt-4o" } },
          "aliases": { "my-secret-token": "openai/gpt-4o" },
          "ledger": { "connection": "Host=db;Password=hunter2" },
          "mesh": { "endpoint": "https://mesh.example/" },
          "api_key": "hunter2-of-all"
        }
        """;

    [Fact]
    public void No_secret_is_shown_wherever_it_stands()
    {
        var text = new MaskedText(Sample).Text;
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""// the old key was ••••; another: ••••""")]
    [InlineData("""{ "apiKey": "••••", "headers": { "x-team": "••••" } }, // ours""")]
    [InlineData("""{ "label": "main", "apiKey": "••••", "priority": 1 }, { "label": "env", "apiKey": "env:OPENAI_KEY" }""")]
    [InlineData(""" "baseUrl": "https://••••@models.example/v1?••••" """)]
    [InlineData("""{ "name": "laptop", "key": "••••" }, { "name": "file", "key": "file:~/key" }""")]
    [InlineData("""{ "clientKeys": "prefer", "anthropicMaxToken": "••••" }""")]
    [InlineData(""" "webhookUrl": "https://hooks.example/••••", "webhookSecret": "••••", "cooldownMs": 1000""")]
    [InlineData(""" "dailyUsd": 5, "alertWebhook": "http://127.0.0.1:9/••••" """)]
    [InlineData(""" "header": { "authorization": "••••", "x-plan": "gold" } }, "model": "openai/gpt-4o" """)]
    [InlineData(""" "aliases": { "my-secret-token": "openai/gpt-4o" }""")]
    [InlineData(""" "endpoint": "https://mesh.example/" """)]
    public void The_rest_is_as_it_was_written(string part) => Assert.Contains(part.Trim(), new MaskedText(Sample).Text, StringComparison.Ordinal);

    [Fact]
    public void What_is_masked_is_still_json_of_as_many_lines()
    {
        var text = new MaskedText(Sample).Text;
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal("••••", json.RootElement.GetProperty("api_key").GetString());
        Assert.Equal(Sample.Count(c => c == '\n'), text.Count(c => c == '\n'));
    }

    [Fact]
    public void What_is_said_of_the_file_holds_none_of_its_secrets() =>
        Assert.Equal("clients[0].key (line 8) must not be •••• or ••••", new MaskedText(Sample).Told("clients[0].key (line 8) must not be hunter2-of-laptop or sk-ant-api03-abcdefgh"));

    [Theory]
    [InlineData("""{ "apiKey": "hunter2" """)]
    [InlineData("""{ "apiKey": hunter2, "x": 1 }""")]
    [InlineData("""{ "apiKey: "hunter2" }""")]
    [InlineData("""{ "apiKey" "hunter2" }""")]
    [InlineData("""{ apiKey: 'hunter2' }""")]
    [InlineData("""{ "a": "hunter2 """)]
    [InlineData("""{ "headers": { "x": "hunter2" }, }, }""")]
    [InlineData("""{ "a": "x\" hunter2" """)]
    public void In_what_is_no_json_every_word_that_may_be_a_secret_is_masked(string broken) =>
        Assert.DoesNotContain("hunter2", new MaskedText(broken).Text, StringComparison.Ordinal);

    [Fact]
    public void In_what_is_no_json_the_mistake_can_still_be_found() =>
        Assert.Equal("{\n  \"budget\": { \"dailyUsd\": 5 \"enabled\": true }, // five\n  \"x\": \"••••\"\n", new MaskedText("{\n  \"budget\": { \"dailyUsd\": 5 \"enabled\": true }, // five\n  \"x\": \"hunter2\"\n").Text);
}
