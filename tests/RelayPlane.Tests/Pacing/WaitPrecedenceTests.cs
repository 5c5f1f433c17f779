using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class WaitPrecedenceTests
{
    private const string Body = """{"error":{"type":"requests","message":"Rate limit. Please try again in 3s."}}""";
    private const string Silent = """{"error":{"type":"requests","message":"Rate limit."}}""";
    private const string Left = "x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: 0 | x-ratelimit-reset-requests: 50s";

    [Theory]
    [InlineData(Body, "retry-after-ms: 1500 | retry-after: 2 | " + Left, 1.5, "RetryAfterMs")]
    [InlineData(Body, "x-ms-retry-after-ms: 1700 | retry-after: 2 | " + Left, 1.7, "RetryAfterMs")]
    [InlineData(Body, "retry-after: 2 | " + Left, 2d, "RetryAfter")]
    [InlineData(Body, Left, 3d, "Body")]
    [InlineData(Silent, Left, 1d, "Remaining")]
    [InlineData(Silent, "x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: 5 | x-ratelimit-reset-requests: 50s", 50d, "Reset")]
    [InlineData(Silent, "", null, "None")]
    public void The_first_source_that_says_something_wins(string body, string headers, double? seconds, string source)
    {
        var signal = new Reply("openai", 429, body, headers).Signal;
        Assert.Equal((SignalKind.RateLimited, seconds, source), (signal.Kind, signal.Wait?.TotalSeconds, signal.Source.ToString()));
    }

    [Fact]
    public void That_a_key_is_exhausted_wins_over_every_wait()
    {
        var signal = new Reply("openai", 429, """{"error":{"type":"insufficient_quota","message":"Please try again in 3s."}}""", "retry-after: 2").Signal;
        Assert.Equal((SignalKind.Exhausted, null, WaitSource.None), (signal.Kind, signal.Wait, signal.Source));
    }

    [Theory]
    [InlineData("7", 7d)]
    [InlineData("0.25", 0.25)]
    [InlineData(" 12 ", 12d)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e300", null)]
    [InlineData("864000", 864000d)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("Wed, 15 Jul 2026 20:00:30 GMT", 30d)]
    [InlineData("Wed, 15 Jul 2026 19:00:00 GMT", null)]
    [InlineData("Wednesday, 15-Jul-26 20:00:30 GMT", 30d)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", null)]
    public void Retry_after_is_read_in_all_its_forms(string value, double? seconds)
    {
        var signal = new Reply("anthropic", 529, "", $"retry-after: {value}").Signal;
        Assert.Equal(seconds, signal.Wait?.TotalSeconds);
        Assert.Equal(seconds is null ? WaitSource.None : WaitSource.RetryAfter, signal.Source);
    }

    [Theory]
    [InlineData("Wed, 15 Jul 2026 21:00:00 GMT", 10d)]
    [InlineData("Wed, 15 Jul 2026 19:00:00 GMT", 7210d)]
    public void A_date_is_measured_by_the_providers_own_clock(string date, double seconds) =>
        Assert.Equal(seconds, new Reply("anthropic", 529, "", $"date: {date} | retry-after: Wed, 15 Jul 2026 21:00:10 GMT").Signal.Wait!.Value.TotalSeconds);

    [Theory]
    [InlineData("Please try again in 1m2.5s.", 62.5)]
    [InlineData("Please try again in 28ms. Visit the page", 0.028)]
    [InlineData("Please retry after 37 seconds.", 37d)]
    [InlineData("Please retry in 12.3s.", 12.3)]
    [InlineData("Your quota will reset after 2m 13s.", 133d)]
    [InlineData("Try again in 1 minute", 60d)]
    [InlineData("Please try again in 6m0s", 360d)]
    [InlineData("Please wait before trying again.", null)]
    [InlineData("Please try again in a while", null)]
    [InlineData("Please try again in 0s", null)]
    public void A_wait_is_found_in_a_sentence(string message, double? seconds)
    {
        var signal = new Reply("plain", 429, $$$"""{"error":{"message":"{{{message}}}"}}""").Signal;
        Assert.Equal(seconds, signal.Wait?.TotalSeconds);
    }

    [Theory]
    [InlineData("""{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.07s"},{"violations":[{"quotaId":"GenerateRequestsPerMinutePerProject"}]}""", 34.07)]
    [InlineData("""{"violations":[{"quotaId":"GenerateContentInputTokensPerModelPerMinute"}]}""", 60d)]
    [InlineData("""{"reason":"RATE_LIMIT_EXCEEDED"}""", null)]
    public void Gemini_tells_its_wait_in_details(string details, double? seconds)
    {
        var body = $$$"""[{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{{{details}}}]}}]""";
        var signal = new Reply("google", 429, body).Signal;
        Assert.Equal((SignalKind.RateLimited, seconds), (signal.Kind, signal.Wait?.TotalSeconds));
    }

    [Fact]
    public void The_figures_in_a_sentence_tell_when_the_call_fits() =>
        Assert.Equal(
            (1323 * 60d / 15000, WaitSource.Remaining),
            new Reply("openai", 429, """{"error":{"type":"tokens","message":"Limit 15000, Used 11972, Requested 4351."}}""").Signal is { } signal
                ? (signal.Wait!.Value.TotalSeconds, signal.Source) : default);

    [Fact]
    public void What_a_call_needs_decides_how_long_a_token_limit_makes_it_wait()
    {
        var reply = new Reply("openai", 429, """{"error":{"type":"tokens"}}""", "x-ratelimit-limit-tokens: 60000 | x-ratelimit-remaining-tokens: 1000 | x-ratelimit-reset-tokens: 59s");
        var profile = RelayPlane.Catalog.RateProfiles.Find("openai")!;
        var known = SignalReader.Of(profile, 429, reply.Header, """{"error":{"type":"tokens"}}"""u8, Reply.Now, inputNeed: 5000, outputNeed: null);
        Assert.Equal((TimeSpan.FromSeconds(4), WaitSource.Remaining), (known.Wait, known.Source));
        Assert.Equal((TimeSpan.FromSeconds(59), WaitSource.Reset), (reply.Signal.Wait, reply.Signal.Source));
    }

    [Fact]
    public void Together_suggests_a_wait_without_a_limit() =>
        Assert.Equal((TimeSpan.FromSeconds(4), WaitSource.Reset), new Reply("together", 429, """{"error":{"message":"m"}}""", "x-ratelimit-reset: 4").Signal is var s ? (s.Wait, s.Source) : default);
}
