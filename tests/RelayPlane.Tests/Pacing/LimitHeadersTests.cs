using RelayPlane.Dialects.Errors;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class LimitHeadersTests
{
    [Fact]
    public void Anthropic_reports_three_limits_with_points_in_time()
    {
        var limits = new Reply("anthropic", 200, "", """
            anthropic-ratelimit-requests-limit: 50 | anthropic-ratelimit-requests-remaining: 49 | anthropic-ratelimit-requests-reset: 2026-07-15T20:00:01Z
            | anthropic-ratelimit-input-tokens-limit: 30000 | anthropic-ratelimit-input-tokens-remaining: 29000 | anthropic-ratelimit-input-tokens-reset: 2026-07-15T20:00:02.5+00:00
            | anthropic-ratelimit-output-tokens-limit: 8000 | anthropic-ratelimit-output-tokens-remaining: 8000 | anthropic-ratelimit-output-tokens-reset: 2026-07-15T19:00:00Z
            """).Limits;
        Assert.Equal(new LimitLevel(50, 49, 1, TimeSpan.FromSeconds(1)), limits.Requests);
        Assert.Equal(new LimitLevel(30000, 29000, 1000, TimeSpan.FromSeconds(2.5)), limits.Input);
        Assert.Equal(new LimitLevel(8000, 8000, 1000), limits.Output);
    }

    [Theory]
    [InlineData("openai", "1m0s", 60d)]
    [InlineData("azure", "12", 12d)]
    [InlineData("plain", "12", 12d)]
    [InlineData("plain", "120ms", 0.12)]
    [InlineData("plain", "2026-07-15T20:00:05Z", 5d)]
    [InlineData("plain", "1784145607", 7d)]
    [InlineData("plain", "1784145608000", 8d)]
    [InlineData("plain", "whenever", null)]
    [InlineData("openai", "-5", null)]
    public void The_same_header_has_the_format_of_its_provider(string provider, string reset, double? seconds)
    {
        var limits = new Reply(provider, 200, "", $"x-ratelimit-limit-tokens: 1000 | x-ratelimit-remaining-tokens: 10 | x-ratelimit-reset-tokens: {reset}").Limits;
        Assert.Equal((1000, 10, seconds), (limits.Input!.Value.Limit, limits.Input.Value.Remaining, limits.Input.Value.Reset?.TotalSeconds));
        Assert.Null(limits.Requests);
    }

    [Theory]
    [InlineData("openai", "x-ratelimit-limit-requests: -1 | x-ratelimit-remaining-requests: 5")]
    [InlineData("openai", "x-ratelimit-limit-requests: 0 | x-ratelimit-remaining-requests: 0")]
    [InlineData("openai", "x-ratelimit-limit-requests: NaN | x-ratelimit-remaining-requests: 0")]
    [InlineData("openai", "x-ratelimit-limit-requests: ∞")]
    [InlineData("openai", "x-ratelimit-remaining-requests: 5")]
    [InlineData("openai", "x-ratelimit-limit-requests: 200 | x-ratelimit-remaining-requests: 199 | x-ratelimit-reset-requests: 7m12s")]
    [InlineData("groq", "x-ratelimit-limit-requests: 14400 | x-ratelimit-remaining-requests: 14370 | x-ratelimit-reset-requests: 2m59.56s")]
    [InlineData("google", "x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: 5")]
    [InlineData("anthropic", "x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: 5")]
    public void What_is_no_limit_per_minute_is_not_learned(string provider, string headers) => Assert.True(new Reply(provider, 200, "", headers).Limits.IsEmpty);

    [Theory]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("many")]
    public void A_remainder_that_cannot_be_is_left_out(string remaining) =>
        Assert.Equal(new LimitLevel(60, null), new Reply("openai", 200, "", $"x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: {remaining}").Limits.Requests);

    [Fact]
    public void Figures_per_second_are_made_those_of_a_minute()
    {
        var limits = new Reply("fireworks", 200, "", "X-Ratelimit-Limit-Tokens-Prompt: 60000 | x-ratelimit-remaining-tokens-prompt: 30000 | x-ratelimit-limit-tokens-generated: 600").Limits;
        Assert.Equal((3_600_000, 1_800_000), (limits.Input!.Value.Limit, limits.Input.Value.Remaining));
        Assert.Equal((36_000, null), (limits.Output!.Value.Limit, limits.Output.Value.Remaining));
    }

    [Theory]
    [InlineData("1784145620000", 20d)]
    [InlineData("1784188800000", null)]
    public void OpenRouter_tells_milliseconds_and_its_day_is_no_minute(string reset, double? seconds) =>
        Assert.Equal(seconds, new Reply("openrouter", 429, "", $"x-ratelimit-limit: 20 | x-ratelimit-remaining: 0 | x-ratelimit-reset: {reset}").Limits.Requests?.Reset?.TotalSeconds);

    [Theory]
    [InlineData("6m0s", 360d)]
    [InlineData("12ms", 0.012)]
    [InlineData("2m59.56s", 179.56)]
    [InlineData("1h2m3s", 3723d)]
    [InlineData("1s", 1d)]
    [InlineData("0s", 0d)]
    [InlineData("34.07", 34.07)]
    [InlineData("1.5h", 5400d)]
    [InlineData("500us", 0.0005)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("1x", null)]
    [InlineData("1m2", null)]
    [InlineData("1.2.3s", null)]
    [InlineData("-1s", null)]
    [InlineData("99999999999999h", null)]
    public void A_duration_is_read_whole_or_not_at_all(string text, double? seconds) => Assert.Equal(seconds, DurationText.Read(text)?.TotalSeconds);
}
