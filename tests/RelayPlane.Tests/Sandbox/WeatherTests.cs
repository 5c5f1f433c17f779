using System.Net;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Control;
using RelayPlane.Sandbox.Limits;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class WeatherTests
{
    private const string Messages = "/v1/messages";
    private const string Plain = """{"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"Hello"}]}""";
    private const string Stream = """{"model":"claude-sonnet-4-5","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Hello"}]}""";
    private static readonly Spell Now = new(-1, 1e6);
    private static readonly Spell Later = new(1e6, 2e6);

    [Fact]
    public async Task A_storm_answers_529_without_a_retry_after()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { Weather = new Weather { Storms = [new Storm(Now, 1)] } });
        using var response = await sandbox.PostAsync(Messages, Plain);
        Assert.Equal(529, (int)response.StatusCode);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Weather_that_is_still_to_come_spares_a_call()
    {
        var weather = new Weather { Storms = [new Storm(Later, 1)], Outages = [Later] };
        await using var sandbox = await Started.Async(new SandboxOptions { Weather = weather });
        using var response = await sandbox.PostAsync(Messages, Plain);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void An_outage_refuses_half_drops_three_of_ten_and_lets_one_of_five_hang()
    {
        var forecast = new Forecast(new Weather { Outages = [Now] }, 3, TimeProvider.System);
        var met = Enumerable.Range(0, 4000).Select(_ => forecast.Next(Api.Anthropic)!.Value.Status).CountBy(status => status).ToDictionary();
        Assert.InRange(met[503], 1880, 2120);
        Assert.InRange(met[Mishap.Dropped], 1090, 1310);
        Assert.InRange(met[Mishap.Hung], 690, 910);
    }

    [Fact]
    public void The_same_seed_meets_the_same()
    {
        var weather = new Weather { BaseErrors = 0.3 };
        var (first, second) = (new Forecast(weather, 5, TimeProvider.System), new Forecast(weather, 5, TimeProvider.System));
        for (var call = 0; call < 100; call++)
        {
            Assert.Equal(first.Next(Api.OpenAI), second.Next(Api.OpenAI));
        }
    }

    [Fact]
    public async Task Without_rate_headers_a_429_says_when_to_come_back_and_nothing_of_the_limit()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { Limits = new RateLimits(6, 40_000, 8_000), RateHeaders = false });
        using var admitted = await sandbox.PostAsync(Messages, Plain);
        using var refused = await sandbox.PostAsync(Messages, Plain);
        Assert.DoesNotContain(admitted.Headers, header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.DoesNotContain(refused.Headers, header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("per minute", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_attempt_is_kept_with_its_call_and_outcome()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { Limits = new RateLimits(6, 40_000, 8_000), KeepAttempts = true });
        foreach (var call in new[] { "first", "second" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new StringContent(Plain, Encoding.UTF8, "application/json") };
            request.Headers.Add("x-api-key", "sk-one");
            request.Headers.Add(AttemptLog.CallHeader, call);
            using var response = await sandbox.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.Equal([("first", 200), ("second", 429)], sandbox.Server.Attempts.Select(attempt => (attempt.Call, attempt.Status)));
        Assert.True(sandbox.Server.Attempts[0].Tokens > 0);
    }

    [Theory]
    [InlineData("tokens=10; piece=4", 3)]
    [InlineData("tokens=10; piece=100", 1)]
    [InlineData("tokens=10", 10)]
    public async Task A_stream_comes_in_pieces_as_coarse_as_asked(string behaviour, int pieces)
    {
        await using var sandbox = await Started.Async();
        var events = await sandbox.EventsAsync(Messages, Stream, behaviour);
        var deltas = events.Select(Started.Parse).Where(one => one.GetProperty("type").GetString() == "content_block_delta").ToList();
        Assert.Equal(pieces, deltas.Count);
        Assert.Contains("\"output_tokens\":10", events[^2], StringComparison.Ordinal);
        await using var fine = await Started.Async();
        var whole = (await fine.PostJsonAsync(Messages, Plain, "tokens=10")).GetProperty("content")[0].GetProperty("text").GetString();
        Assert.Equal(whole, string.Concat(deltas.Select(delta => delta.GetProperty("delta").GetProperty("text").GetString())));
    }
}
