using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests;

public sealed class RestartTests
{
    private const string NoMoney = """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""";

    [Fact]
    public async Task A_key_without_money_is_not_tried_again_after_a_restart_and_the_client_hears_the_providers_words()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var provider = RawProvider.Json(NoMoney, 429, "x-request-id: req_money\r\n");
        var folder = Directory.CreateTempSubdirectory("relayplane-lab-").FullName;
        var config = $$"""{ "providers": { "openai": { "baseUrl": "{{provider.Address}}/v1", "apiKey": "env:OPENAI" } } }""";
        var environment = new Dictionary<string, string> { ["OPENAI"] = "sk-very-secret" };
        try
        {
            await using (var first = await Lab.StartAsync(config, environment, folder))
            {
                using var reply = await AskAsync(first, cancel);
                Assert.Equal((HttpStatusCode.TooManyRequests, NoMoney), (reply.StatusCode, await reply.Content.ReadAsStringAsync(cancel)));
            }

            var attempts = provider.Requests.Count;
            Assert.Equal(1, attempts);
            Assert.DoesNotContain("sk-very-secret", await File.ReadAllTextAsync(Path.Combine(folder, "pacing.json"), cancel), StringComparison.Ordinal);

            await using var second = await Lab.StartAsync(config, environment, folder);
            Assert.Equal("exhausted", await StateAsync(second, cancel));
            using var again = await AskAsync(second, cancel);
            Assert.Equal((HttpStatusCode.TooManyRequests, NoMoney), (again.StatusCode, await again.Content.ReadAsStringAsync(cancel)));
            Assert.Equal("req_money", again.Headers.GetValues("x-request-id").Single());
            Assert.Equal(attempts, provider.Requests.Count);

            var health = await second.Http.GetFromJsonAsync<JsonElement>("/health", cancel);
            Assert.Equal(("ok", "exhausted", 0), (health.GetProperty("status").GetString(), health.GetProperty("providers").GetProperty("openai").GetString(), health.GetProperty("clientRateLimited").GetInt32()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_config_reload_keeps_what_was_learned()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var provider = RawProvider.Json(NoMoney, 429);
        var config = $$"""{ "providers": { "openai": { "baseUrl": "{{provider.Address}}/v1", "apiKey": "env:OPENAI" } } }""";
        await using var lab = await Lab.StartAsync(config, new Dictionary<string, string> { ["OPENAI"] = "sk-very-secret" });
        using (await AskAsync(lab, cancel))
        {
            await File.WriteAllTextAsync(lab.Home.ConfigPath, config.Replace("{ \"providers\"", "{ \"server\": { \"port\": 4101 }, \"providers\"", StringComparison.Ordinal), cancel);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!Noticed(lab))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }

        Assert.Equal("exhausted", await StateAsync(lab, cancel));
        using var again = await AskAsync(lab, cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        Assert.Single(provider.Requests);
    }

    private static bool Noticed(Lab lab)
    {
        lock (lab.Notices)
        {
            return lab.Notices.Any(notice => notice.Contains("is in force", StringComparison.Ordinal));
        }
    }

    private static async Task<string?> StateAsync(Lab lab, CancellationToken cancel)
    {
        var limits = await lab.Http.GetFromJsonAsync<JsonElement>("/api/limits", cancel);
        var lane = Assert.Single(limits.GetProperty("lanes").EnumerateArray());
        Assert.Equal("openai", lane.GetProperty("provider").GetString());
        return lane.GetProperty("state").GetString();
    }

    private static Task<HttpResponseMessage> AskAsync(Lab lab, CancellationToken cancel) => lab.Http.PostAsync(
        "/v1/chat/completions",
        new StringContent("""{"model":"gpt-4o","messages":[{"role":"user","content":"Hello"}]}""", Encoding.UTF8, "application/json"),
        cancel);
}
