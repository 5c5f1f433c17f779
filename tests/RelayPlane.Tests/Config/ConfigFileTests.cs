using System.Text.Json.Nodes;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class ConfigFileTests
{
    [Fact]
    public void The_file_of_the_design_works_as_it_stands()
    {
        var load = Setup.Load("""
            { "routing": { "mode": "complexity",
                "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" },
                "cascade": { "enabled": true, "escalateOn": "rate_limit", "maxEscalations": 2 } } }
            """);

        Assert.Empty(load.Problems);
        Assert.Equal("claude-haiku-3-5", load.Config.Routing!.Complexity!.Simple!.Text);
        Assert.Equal(["rate_limit"], load.Config.Routing.Cascade!.EscalateOn!);
        Assert.Equal(2, load.Config.Routing.Cascade.MaxEscalations);
        Assert.Empty(load.Notices);
    }

    [Fact]
    public void No_file_and_an_empty_one_mean_the_defaults()
    {
        foreach (var load in new[] { ConfigFile.Load(Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString(), "config.json")), Setup.Load(" \n"), Setup.Load("{}") })
        {
            Assert.Empty(load.Problems);
            Assert.Empty(load.Notices);
            Assert.Equal((4100, "127.0.0.1"), (load.Config.Server.Port, load.Config.Server.Host));
            Assert.Equal(ClientKeys.Prefer, load.Config.Auth.ClientKeys);
            Assert.Empty(load.Config.Server.AllowedOrigins);
        }
    }

    [Fact]
    public void A_section_that_says_little_keeps_the_other_defaults()
    {
        var server = Setup.Config("""{ "server": { "allowedOrigins": ["http://localhost:3000"] }, "auth": { "clientKeys": "require" } }""").Server;
        Assert.Equal((4100, "127.0.0.1"), (server.Port, server.Host));
    }

    [Fact]
    public void A_null_is_as_good_as_nothing() =>
        Assert.Equal("127.0.0.1", Setup.Config("""{ "server": null, "budget": null, "providers": { "openai": { "baseUrl": null } } }""").Server.Host);

    [Fact]
    public void All_problems_are_told_together_with_path_and_line()
    {
        var problems = Setup.Load("""
            {
              // A comment, so that lines count.
              "server": { "prot": 4100, "port": 70000 },
              "auth": { "clientKeys": "always" },
              "budgt": {},
              "port": 1,
              "providers": {
                "antropic": {},
                "openai": { "baseUrl": "ftp://x", "accounts": [{ "label": "a" }] },
                "azure": { "paths": { "mesages": "/x" } }
              },
              "clients": [{ "name": "ci" }],
              "routing": { "cascade": { "maxEscalations": "two" } },
            }
            """).Problems;

        Assert.Equal(
        [
            "auth.clientKeys (line 4) must be \"prefer\" or \"ignore\" or \"require\", not this text",
            "budgt (line 5) is not a known key; the nearest is budget",
            "clients[0] (line 12) needs name and key",
            "port (line 6) is not a known key; the nearest is server.port",
            "providers.antropic (line 8) is not a known provider, and a provider of your own needs baseUrl; the nearest known is anthropic",
            "providers.azure.paths.mesages (line 10) is not a known key; the nearest is messages",
            "providers.openai.accounts[0] (line 9) needs apiKey",
            "providers.openai.baseUrl (line 9) must be an absolute http:// or https:// URL",
            "routing.cascade.maxEscalations (line 13) must be a whole number, not this text",
            "server.port (line 3) must be at most 65535, not 70000",
            "server.prot (line 3) is not a known key; the nearest is port",
        ], problems.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ \"server\": ", "line 1: this is not JSON")]
    [InlineData("{\n\"server\": tru }", "line 2: this is not JSON")]
    [InlineData("[]", "the file (line 1) must be an object, not an array")]
    [InlineData("null", "the file (line 1) must be an object, not null")]
    [InlineData("{ \"server\": {}, \"server\": {} }", "server (line 1) is written twice")]
    [InlineData("{ \"server\": { \"port\": 41.5 } }", "server.port (line 1) must be a whole number, not 41.5")]
    [InlineData("{ \"server\": { \"port\": null } }", "server.port (line 1) must be a whole number, not null")]
    [InlineData("{ \"budget\": { \"dailyUsd\": -1 } }", "budget.dailyUsd (line 1) must be at least 0, not -1")]
    [InlineData("{ \"cache\": { \"maxSizeMb\": 99999999999999999999 } }", null)]
    [InlineData("{ \"budget\": { \"dailyTokens\": 99999999999999999999 } }", "budget.dailyTokens (line 1) must be a whole number, not 99999999999999999999")]
    [InlineData("{ \"anomaly\": { \"repetitionThreshold\": 3000000000 } }", "anomaly.repetitionThreshold (line 1) is not a value that this key takes")]
    [InlineData("{ \"routing\": { \"complexity\": { \"simple\": { \"provider\": \"x\" } } } }", "routing.complexity.simple (line 1) needs model")]
    [InlineData("{ \"routing\": { \"cascade\": { \"models\": [5] } } }", "routing.cascade.models[0] (line 1) must be a string or an object, not 5")]
    [InlineData("{ \"routing\": { \"cascade\": { \"escalateOn\": [5] } } }", "routing.cascade.escalateOn[0] (line 1) must be a string, not 5")]
    [InlineData("{ \"modelOverrides\": { \"a\": true } }", "modelOverrides.a (line 1) must be a string or an object, not true")]
    [InlineData("{ \"providers\": { \"openai\": { \"apiKey\": 5 } } }", "providers.openai.apiKey (line 1) must be a string, not 5")]
    [InlineData("{ \"limits\": { \"action\": \"reroute\" } }", "limits (line 1) needs rerouteTo, since action is \"reroute\"")]
    [InlineData("{ \"server\": { \"allowedOrigins\": [\"http://a.example/path\"] } }", "server.allowedOrigins[0] (line 1) must be an origin such as https://app.example")]
    [InlineData("{ \"defaultProvider\": \"opnai\" }", "defaultProvider (line 1) is not a known provider; the nearest is openai")]
    [InlineData("{ \"providers\": { \"openai\": { \"headers\": { \"a b\": \"c\" } } } }", "providers.openai.headers.a b (line 1) is not a header name")]
    [InlineData("{ \"providers\": { \"azure\": {} } }", "providers.azure (line 1) needs baseUrl")]
    public void A_fault_is_one_clear_problem(string json, string? problem)
    {
        var load = Setup.Load(json);
        if (problem is null)
        {
            Assert.Empty(load.Problems);
        }
        else
        {
            Assert.StartsWith(problem, Assert.Single(load.Problems), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_is_written_as_a_name_or_as_provider_and_model() =>
        Assert.Equal("openai/gpt-4o", Setup.Config("""{ "routing": { "complexity": { "complex": { "provider": "openai", "model": "gpt-4o" } } } }""").Routing!.Complexity!.Complex!.Text);

    [Fact]
    public void No_problem_and_no_record_shows_a_secret()
    {
        const string Key = "sk-ant-very-secret";
        var load = Setup.Load($$"""
            { "api_key": "{{Key}}", "auth": { "anthropicMaxToken": "{{Key}}" }, "clients": [{ "name": "ci", "key": "{{Key}}" }],
              "providers": { "anthropic": { "apiKey": "{{Key}}", "accounts": [{ "apiKey": "{{Key}}" }], "headers": { "x-key": "{{Key}}" } } } }
            """);
        Assert.Empty(load.Problems);
        var set = ProviderSet.From(load.Config, Setup.Environment());
        var seen = string.Join('\n',
        [
            load.ToString(), load.Config.ToString(), load.Config.Auth.ToString(), load.Config.Clients[0].ToString(), load.Config.Providers["anthropic"].ToString(),
            load.Config.Providers["anthropic"].Accounts![0].ToString(), set.ToString(), set.Providers["anthropic"].ToString(),
            set.Keys["anthropic"][0].ToString(), ClientKey.Read(load.Config, [], Setup.Environment())[0].ToString(), .. load.Notices,
        ]);
        Assert.DoesNotContain(Key, seen, StringComparison.Ordinal);
        Assert.Equal(Key, set.Keys["anthropic"][0].Value);
        Assert.Contains("Written in clear: providers.anthropic.apiKey, providers.anthropic.accounts[0].apiKey, clients[0].key", seen, StringComparison.Ordinal);

        var wrong = Setup.Load($$"""{ "server": { "port": "{{Key}}" }, "auth": { "clientKeys": "{{Key}}" }, "enabled": "{{Key}}" }""");
        Assert.Equal(3, wrong.Problems.Count);
        Assert.DoesNotContain(Key, string.Join('\n', wrong.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_describes_what_the_file_may_hold()
    {
        var properties = JsonNode.Parse(ConfigSchema.Write())!["properties"]!;
        Assert.Equal(65535, (int)properties["server"]!["properties"]!["port"]!["maximum"]!);
        Assert.Equal(["prefer", "ignore", "require"], properties["auth"]!["properties"]!["clientKeys"]!["enum"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("""["string","null"]""", properties["api_key"]!["type"]!.ToJsonString());
        Assert.Equal("""["string","array","null"]""", properties["routing"]!["properties"]!["cascade"]!["properties"]!["escalateOn"]!["type"]!.ToJsonString());
        Assert.Contains("x-goog-api-key", properties["providers"]!["additionalProperties"]!["properties"]!["auth"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_file_replaces_the_old_one_and_is_its_owners_alone()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = Path.Combine(folder, "config.json");
            File.WriteAllText(path, "old");
            ConfigFile.Write(path, "{}");
            Assert.Equal("{}", File.ReadAllText(path));
            Assert.Single(Directory.GetFiles(folder));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
