using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Fault 35: configured keys that are revoked or used up while calls go on.</summary>
public sealed class KeyTests
{
    private const string Revoked = """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""";
    private const string Quota = """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""";
    private const string Chat = """{"id":"c","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_is_revoked_in_the_midst_of_a_run_costs_no_call()
    {
        var revoked = false;
        await using var provider = new RawProvider((request, stream, cancel) =>
            (Volatile.Read(ref revoked) && request.Header("x-api-key") == "k1" ? Status(401, Revoked) : Well)(request, stream, cancel));
        await using var lab = await StartAsync("anthropic", provider.Address, "k1", "k2");
        for (var call = 0; call < 20; call++)
        {
            Volatile.Write(ref revoked, call >= 5);
            Assert.Equal(200, (await AskAsync(lab)).Status);
        }

        Assert.Equal(1, (await Aftermath.OfAsync(lab, 20)).Split('|', ',').Count(verdict => verdict == "rejected"));
    }

    [Fact]
    public async Task A_key_that_every_provider_refuses_is_a_502_that_names_it_and_never_shows_it()
    {
        await using var provider = Doing(Status(401, Revoked));
        await using var lab = await StartAsync("anthropic", provider.Address, "k1-secret", "k2-secret");
        var told = await AskAsync(lab);

        Assert.Equal((502, "false"), (told.Status, told.ShouldRetry));
        Assert.Contains("one", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Text, StringComparison.Ordinal);
        Assert.Equal("rejected,rejected", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_key_over_its_quota_makes_way_for_the_next_and_with_none_left_the_provider_has_the_word()
    {
        await using var provider = new RawProvider((request, stream, cancel) =>
            (request.Header("authorization") == "Bearer k5" && !request.Text.Contains("last", StringComparison.Ordinal) ? Status(200, Chat) : Status(429, Quota, "x-request-id: req_7\r\n"))(request, stream, cancel));
        await using var lab = await StartAsync("openai", provider.Address + "/v1", "k1", "k2", "k3", "k4", "k5");
        var walked = await AskAsync(lab, """{"model":"gpt-4o"}""");
        var next = await AskAsync(lab, """{"model":"gpt-4o"}""");
        var last = await AskAsync(lab, """{"model":"gpt-4o","user":"last"}""");
        var none = await AskAsync(lab, """{"model":"gpt-4o"}""");

        Assert.Equal((200, 200), (walked.Status, next.Status));
        Assert.Equal((429, Quota, "false"), (last.Status, last.Text, last.ShouldRetry));
        Assert.Equal((429, Quota, "false"), (none.Status, none.Text, none.ShouldRetry));
        var verdicts = (await Aftermath.OfAsync(lab, 4)).Split('|');
        Assert.Equal(2, verdicts.Count(call => call.EndsWith("answered", StringComparison.Ordinal)));
        Assert.Equal("rate_limited", verdicts[2]);
        Assert.Equal(string.Empty, verdicts[3]);
        Assert.Equal(5, string.Join(',', verdicts).Split(',').Count(verdict => verdict == "rate_limited"));
    }

    private static Task<Told> AskAsync(Lab lab, string? chat = null) => chat is null
        ? lab.AskAsync(Cancel, patience: 10_000, key: null)
        : lab.AskAsync(Cancel, patience: 10_000, path: "/v1/chat/completions", body: chat, key: null);

    private static Task<Lab> StartAsync(string provider, string address, params string[] keys)
    {
        string[] labels = ["one", "two", "three", "four", "five"];
        var accounts = string.Join(", ", keys.Select((key, at) => $$"""{ "label": "{{labels[at]}}", "apiKey": "env:K{{at}}" }"""));
        return Lab.StartAsync(
            $$"""{ "providers": { "{{provider}}": { "baseUrl": "{{address}}", "accounts": [{{accounts}}] } } }""",
            keys.Select((key, at) => KeyValuePair.Create($"K{at}", key)).ToDictionary());
    }
}
