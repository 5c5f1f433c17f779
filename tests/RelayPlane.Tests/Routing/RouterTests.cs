using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class RouterTests
{
    private const string Usual = """{ "providers": { "mine": { "baseUrl": "http://mine.example/v1" } } }""";

    [Theory]
    [InlineData(Api.Anthropic, "claude-x", "anthropic", "claude-x", "catalog")]
    [InlineData(Api.OpenAI, "gpt-4o", "openai", "gpt-4o", "catalog")]
    [InlineData(Api.OpenAI, "claude-sonnet-4-5", "anthropic", "claude-sonnet-4-5", "catalog")]
    [InlineData(Api.Anthropic, "gpt-4o", "openai", "gpt-4o", "catalog")]
    [InlineData(Api.OpenAI, "groq/llama-3.3", "groq", "llama-3.3", "named")]
    [InlineData(Api.OpenAI, "openrouter/anthropic/claude-x", "openrouter", "anthropic/claude-x", "named")]
    [InlineData(Api.OpenAI, "mine/llama", "mine", "llama", "named")]
    [InlineData(Api.OpenAI, "mine/a/b:c", "mine", "a/b:c", "named")]
    [InlineData(Api.Anthropic, "sandbox/claude-x", "sandbox", "claude-x", "named")]
    [InlineData(Api.OpenAI, "never-heard-of-it", "openai", "never-heard-of-it", "home")]
    [InlineData(Api.Anthropic, "never-heard-of-it", "anthropic", "never-heard-of-it", "home")]
    [InlineData(Api.Gemini, "never-heard-of-it", "google", "never-heard-of-it", "home")]
    [InlineData(Api.Gemini, "gemini-2.5-flash", "google", "gemini-2.5-flash", "catalog")]
    [InlineData(Api.OpenAI, null, "openai", "", "home")]
    [InlineData(Api.OpenAI, "", "openai", "", "home")]
    internal void A_name_means_one_target(Api api, string? name, string provider, string model, string reason)
    {
        var (target, why) = Planned(Usual, Calls.Of(api, model: name));
        Assert.Equal((provider, model, reason), (target.Provider.Name, target.Model, why));
    }

    [Theory]
    [InlineData("rp:fsat")]
    [InlineData("relayplane:")]
    [InlineData("RP:fast:cost")]
    [InlineData("meta-llama/Llama-3-70b")]
    [InlineData("/leading")]
    public void Only_what_no_provider_could_mean_is_our_own_404(string name)
    {
        var router = Routers.Of(Usual);
        var refusal = router.Plan(Calls.Of(Api.OpenAI, model: name)).TryGet(out _, out var refused) ? null : refused;
        if (name[0] == '/')
        {
            // Nothing stands before the slash, so it splits nothing and home may judge.
            Assert.Null(refusal);
            return;
        }

        Assert.Equal((RefusalKind.ModelNotFound, "model"), (refusal!.Kind, refusal.Param));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gorq/llama", "groq/llama")]
    [InlineData("antropic/claude-x", "anthropic/claude-x")]
    public void A_misspelt_provider_is_told_what_it_may_have_meant(string name, string meant)
    {
        Assert.False(Routers.Of(Usual).Plan(Calls.Of(Api.OpenAI, model: name)).TryGet(out _, out var refusal));
        Assert.Contains($"Did you mean {meant}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_says_another_model_than_the_body()
    {
        var (target, _) = Planned(Usual, Calls.Of(Api.OpenAI, model: "gpt-4o").With("x-relayplane-model", "groq/llama"));
        Assert.Equal(("groq", "llama"), (target.Provider.Name, target.Model));
    }

    [Fact]
    public void A_header_may_name_a_model_as_long_as_a_body_may_and_no_longer()
    {
        var longest = new string('a', 1024);
        Assert.Equal(longest, Planned(Usual, Calls.Of(Api.OpenAI).With("x-relayplane-model", longest)).Target.Model);
        Assert.False(Routers.Of(Usual).Plan(Calls.Of(Api.OpenAI).With("x-relayplane-model", longest + "a")).TryGet(out _, out var refusal));
        Assert.Equal((RefusalKind.InvalidRequest, "model", "The header x-relayplane-model is longer than 1024 bytes."), (refusal.Kind, refusal.Param, refusal.Message));
    }

    [Theory]
    [InlineData("anthropic/claude-x", "openai", "anthropic/claude-x")]
    [InlineData("meta-llama/Llama-3", "openai", "meta-llama/Llama-3")]
    [InlineData("claude-x", "openai", "claude-x")]
    [InlineData("mistral/small", "mistral", "small")]
    public void What_stands_in_the_place_of_home_may_serve_any_name_but_those_of_configured_providers(string name, string provider, string model)
    {
        var moved = """{ "providers": { "openai": { "baseUrl": "http://proxy.example/v1" }, "mistral": { "apiKey": "env:M" } } }""";
        var (target, _) = Planned(moved, Calls.Of(Api.OpenAI, model: name));
        Assert.Equal((provider, model), (target.Provider.Name, target.Model));
    }

    [Fact]
    public void A_home_that_is_switched_off_is_named_and_other_targets_are_still_reached()
    {
        const string off = """{ "providers": { "openai": { "enabled": false }, "groq": { "apiKey": "env:G" } } }""";
        Assert.False(Routers.Of(off).Plan(Calls.Of(Api.OpenAI, model: "never-heard-of-it")).TryGet(out _, out var refusal));
        Assert.Contains("openai", refusal.Message, StringComparison.Ordinal);
        Assert.False(Routers.Of(off).Plan(Calls.Of(Api.OpenAI, model: null)).TryGet(out _, out _));
        Assert.Equal("groq", Planned(off, Calls.Of(Api.OpenAI, model: "groq/llama")).Target.Provider.Name);
        Assert.Equal("anthropic", Planned(off, Calls.Of(Api.OpenAI, model: "claude-x")).Target.Provider.Name);
    }

    private static (Target Target, string Reason) Planned(string config, Call call)
    {
        Assert.True(Routers.Of(config).Plan(call).TryGet(out var plan, out var refusal), refusal?.Message);
        return (Assert.Single(plan.Targets), plan.Reason);
    }
}
