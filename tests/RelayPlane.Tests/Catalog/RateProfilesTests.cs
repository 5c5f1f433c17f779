using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Tests.Config;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class RateProfilesTests
{
    [Fact]
    public void Every_provider_of_the_catalog_has_a_profile_of_its_name() =>
        Assert.DoesNotContain(ProviderTable.Rows.Keys, name => RateProfiles.Find(name) is null);

    [Theory]
    [InlineData("anthropic", false, "Live", false)]
    [InlineData("openai", true, "Reserved", true)]
    [InlineData("groq", false, "Reserved", false)]
    [InlineData("google", true, "None", false)]
    [InlineData("bedrock", true, "Reserved", false)]
    public void What_counts_is_told_by_provider(string name, bool cached, string output, bool rejected)
    {
        var profile = RateProfiles.Find(name)!;
        Assert.Equal((cached, output, rejected), (profile.CachedInputCounts, profile.Output.ToString(), profile.RejectedCosts));
    }

    [Theory]
    [InlineData("claude-opus-4-5-20251101", "claude-opus-4-5+")]
    [InlineData("claude-opus-4-6", "claude-opus-4-5+")]
    [InlineData("claude-opus-4-8", "claude-opus-4-5+")]
    [InlineData("claude-sonnet-4-5-20250929", "claude-sonnet-4-5+")]
    [InlineData("claude-sonnet-4-6", "claude-sonnet-4-5+")]
    [InlineData("claude-opus-4-1-20250805", "claude-opus-4-1")]
    [InlineData("claude-opus-4-20250514", "claude-opus-4")]
    [InlineData("claude-sonnet-5", "claude-sonnet-5")]
    [InlineData("claude-opus-4-50", "claude-opus-4-50")]
    [InlineData("claude-3-5-haiku-latest", "claude-3-5-haiku")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o")]
    [InlineData("claude-haiku-4-5@20251001", "claude-haiku-4-5")]
    [InlineData("gpt-4-1106", "gpt-4-1106")]
    [InlineData("x-99999999", "x-99999999")]
    [InlineData("20250929", "20250929")]
    [InlineData("", "")]
    public void Models_that_share_limits_are_one_class(string model, string expected) => Assert.Equal(expected, RateProfiles.Find("anthropic")!.ClassOf(model));

    [Theory]
    [InlineData("anthropic", """{ "anthropic": { "baseUrl": "http://127.0.0.1:9" } }""", "anthropic")]
    [InlineData("groq", """{ "groq": { "profile": "openai" } }""", "openai")]
    [InlineData("mine", """{ "mine": { "baseUrl": "https://m.example", "apis": ["anthropic"] } }""", "anthropic")]
    [InlineData("mine", """{ "mine": { "baseUrl": "http://localhost:8000" } }""", "local")]
    [InlineData("mine", """{ "mine": { "baseUrl": "https://m.example" } }""", "plain")]
    [InlineData("mine", """{ "mine": { "baseUrl": "http://[::1]:8000", "profile": "azure" } }""", "azure")]
    public void A_provider_has_the_profile_that_fits(string name, string providers, string profile) =>
        Assert.Equal(profile, Set(providers).Providers[name].Profile.Name);

    [Fact]
    public void An_unknown_profile_is_a_problem_that_names_the_nearest() =>
        Assert.Contains(
            "the nearest is anthropic",
            Assert.Single(Setup.Load("""{ "providers": { "groq": { "profile": "antropic" } } }""").Problems), StringComparison.Ordinal);

    [Fact]
    public void Limits_that_the_user_told_are_known_beforehand()
    {
        var provider = Set(
            """{ "anthropic": { "rateLimit": { "rpm": 50, "tpm": 9, "inputTpm": 30000, "outputTpm": 0 } } }""",
            """{ "models": { "claude-opus-4-6": { "rpm": 30 }, "anthropic/claude-opus-4-5": { "rpm": 20 }, "gpt-4o": { "tpm": 7 } } }""").Providers["anthropic"];
        Assert.Equal(new KnownLimits(50, 30000), provider.KnownLimits);
        Assert.Equal(new KnownLimits(20, 30000), provider.KnownFor(provider.Profile.ClassOf("claude-opus-4-7")));
        Assert.Equal(new KnownLimits(50, 30000), provider.KnownFor("claude-sonnet-5"));
    }

    [Fact]
    public void Profiles_and_limits_have_effect() =>
        Assert.Empty(Setup.Load("""{ "providers": { "groq": { "profile": "openai", "rateLimit": { "rpm": 1 } } }, "rateLimit": { "models": { "m": { "rpm": 1 } } } }""").Notices);

    private static ProviderSet Set(string providers, string rateLimit = "{}") =>
        ProviderSet.From(Setup.Config($$"""{ "providers": {{providers}}, "rateLimit": {{rateLimit}} }"""), Setup.Environment());
}
