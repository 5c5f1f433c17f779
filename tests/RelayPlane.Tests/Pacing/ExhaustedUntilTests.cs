using System.Globalization;
using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Pacing.Signals;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class ExhaustedUntilTests
{
    private const string PerDay = """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Please retry in 12s","details":[{"retryDelay":"12s"},{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject-FreeTier"},{"quotaId":"GenerateRequestsPerMinutePerProject"}]}]}}""";

    [Theory]
    [InlineData("anthropic", 429, """{"error":{"type":"rate_limit_error","message":"m","details":{"error_code":"enforced_spend_limit_reached"}}}""", "", "2026-08-01T00:00:00Z")]
    [InlineData("anthropic", 400, """{"error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-07-20 at 06:30 UTC."}}""", "", "2026-07-20T06:30:00Z")]
    [InlineData("anthropic", 400, """{"error":{"type":"invalid_request_error","message":"You have reached your specified workspace API usage limits."}}""", "", "2026-08-01T00:00:00Z")]
    [InlineData("anthropic", 429, """{"error":{"type":"rate_limit_error","message":"m"}}""", "anthropic-ratelimit-unified-status: rejected | anthropic-ratelimit-unified-5h-status: rejected | anthropic-ratelimit-unified-5h-reset: 1784149200", "2026-07-15T21:00:00Z")]
    [InlineData("anthropic", 429, """{"error":{"type":"rate_limit_error","message":"m"}}""", "anthropic-ratelimit-unified-status: rejected | anthropic-ratelimit-unified-reset: 1784149200", "2026-07-15T21:00:00Z")]
    [InlineData("google", 429, PerDay, "", "2026-07-16T07:00:00Z")]
    [InlineData("openrouter", 429, """{"error":{"code":429,"message":"Rate limit exceeded: free-models-per-day"}}""", "", "2026-07-16T00:00:00Z")]
    [InlineData("groq", 429, """{"error":{"message":"on requests per day (RPD)"}}""", "", "2026-07-16T00:00:00Z")]
    [InlineData("groq", 429, """{"error":{"message":"on requests per day (RPD). Please try again in 7m12s."}}""", "", "2026-07-15T20:07:12Z")]
    [InlineData("openai", 429, """{"error":{"type":"insufficient_quota","message":"m"}}""", "", null)]
    [InlineData("bedrock", 429, """{"message":"Too many tokens per day"}""", "", null)]
    [InlineData("deepseek", 402, "", "", null)]
    public void An_exhausted_key_comes_back_when_that_is_known(string provider, int status, string body, string headers, string? until)
    {
        var signal = new Reply(provider, status, body, headers).Signal;
        Assert.Equal(SignalKind.Exhausted, signal.Kind);
        Assert.Null(signal.Wait);
        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), signal.Until);
    }

    [Theory]
    [InlineData("2026-01-15T07:59:00Z", "2026-01-15T08:00:00Z")]
    [InlineData("2026-01-15T08:00:00Z", "2026-01-16T08:00:00Z")]
    [InlineData("2026-07-15T06:59:00Z", "2026-07-15T07:00:00Z")]
    [InlineData("2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z")] // The day before the clocks go forward.
    [InlineData("2026-03-08T09:00:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z")]
    [InlineData("2026-11-01T08:30:00Z", "2026-11-02T08:00:00Z")] // The hour that comes twice lies between.
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01T08:00:00Z")]
    public void Midnight_in_California_follows_its_clocks(string now, string midnight) =>
        Assert.Equal(
            DateTimeOffset.Parse(midnight, CultureInfo.InvariantCulture),
            QuotaDays.Next(QuotaReset.PacificDay, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    [Fact]
    public void No_bytes_and_headers_throw_and_no_wait_is_negative()
    {
        var names = new[]
        {
            "retry-after", "retry-after-ms", "date", "x-amzn-errortype", "x-should-retry", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests",
            "anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-limit", "anthropic-ratelimit-unified-status", "anthropic-ratelimit-unified-5h-reset", "x-ratelimit-reset",
        };
        var values = Gen.OneOf(
            Gen.String, Gen.Double.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            OneOf("rejected", "0", "-1", "NaN", "1e308", "6m0s", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "Fri, 31 Dec 9999 23:59:59 GMT", "false"));
        var pieces = OneOf(
            "{", "}", "[", "]", "\"error\":", "\"message\":", "\"code\":", "\"type\":", "\"details\":", "429", "-1", "null", "\"limit 0, used 5, requested 7\"", "\"try again in 99999999999h\"",
            "\"raw\":", "\"{\\\"error\\\":{}}\"", "\"per day\"", "\"you have reached your specified regain access on 9999-12-31 at 99:99\"", ",", "\"retryDelay\":", "\"1e99s\"", "\"\\ud800\"");
        var bodies = Gen.OneOf(Gen.Byte.Array[0, 200], pieces.Array[0, 20].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));
        var profiles = OneOf([.. RateProfiles.Names]);
        Gen.Select(profiles, Gen.OneOf(Gen.Int[100, 599], OneOf(200, 400, 403, 429, 503)), bodies, values.Array[names.Length], Gen.Int[0, 8191]).Sample(
            (profile, status, body, given, present) =>
            {
                string? Header(string name) => Array.IndexOf(names, name) is >= 0 and var at && (present >> at & 1) == 1 ? given[at] : null;
                var signal = SignalReader.Of(RateProfiles.Find(profile)!, status, Header, body, Reply.Now);
                return !(signal.Wait < TimeSpan.Zero) && (signal.Kind == SignalKind.Exhausted || signal.Until is null) && !(signal.Message?.Length > 300);
            }, iter: 8_000, threads: 1, seed: "0N0XIzNsQ0O2");
    }
}
