using System.Text.Json.Nodes;
using RelayPlane.Catalog;
using Xunit;

namespace RelayPlane.Tests.Catalog;

/// <summary>The capability tables, model by model.</summary>
public sealed class TraitTableTests
{
    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929", "Budget", true, false, true, 64000)]
    [InlineData("anthropic", "claude-3-5-haiku-20241022", "None", true, false, true, 8192)]
    [InlineData("anthropic", "claude-haiku-3-5", "None", true, false, true, 8192)]
    [InlineData("anthropic", "claude-opus-4-20250514", "Budget", true, false, true, 32000)]
    [InlineData("anthropic", "claude-opus-4-6", "Adaptive", true, false, true, 64000)]
    [InlineData("anthropic", "claude-opus-4-7", "Adaptive", false, false, true, 64000)]
    [InlineData("anthropic", "claude-opus-4-8", "Adaptive", false, true, true, 64000)]
    [InlineData("anthropic", "claude-fable-5-2", "Adaptive", false, true, false, 64000)]
    [InlineData("anthropic", "claude-newest-9", "Adaptive", false, true, true, 64000)]
    [InlineData("bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "Budget", true, false, true, 64000)]
    internal void Claude_takes_what_its_family_takes_wherever_it_is_served(
        string provider, string model, string reasoning, bool sampling, bool midSystem, bool forced, long most)
    {
        var traits = Traits(provider, model);
        Assert.Equal((reasoning, sampling, sampling, midSystem, forced, most), (traits.Reasoning.ToString(), traits.Temperature, traits.TopP, traits.MidSystem, traits.ForcedTools, traits.MaxOutput));
    }

    [Theory]
    [InlineData("gpt-4o", false, "system", "", false)]
    [InlineData("gpt-5", true, "developer", "minimal low medium high", false)]
    [InlineData("gpt-5-mini", true, "developer", "minimal low medium high", false)]
    [InlineData("gpt-5.1", true, "developer", "none low medium high", false)]
    [InlineData("gpt-5.4", true, "developer", "none low medium high xhigh", true)]
    [InlineData("gpt-6-turbo", true, "developer", "none low medium high xhigh", true)]
    [InlineData("o3-mini", true, "developer", "low medium high", false)]
    [InlineData("gpt-5-chat-latest", false, "developer", "", false)]
    public void OpenAIs_models_are_asked_in_their_familys_way(string model, bool reasons, string role, string efforts, bool byResponses)
    {
        var traits = Traits("openai", model);
        Assert.Equal("max_completion_tokens", traits.LimitField);
        Assert.Equal((reasons, role, efforts, byResponses), (traits.Reasoning == ReasoningStyle.Effort, traits.SystemRole, string.Join(' ', traits.Efforts), traits.ToolsByResponses));
    }

    [Theory]
    [InlineData("gpt-4o", true)]
    [InlineData("gpt-5", false)]
    [InlineData("gpt-5.1", true)]
    [InlineData("gpt-5.5", false)]
    [InlineData("o4-mini", false)]
    [InlineData("gpt-7", false)]
    public void Sampling_is_left_to_models_that_take_it(string model, bool takes) => Assert.Equal(takes, Traits("openai", model).Temperature);

    [Fact]
    public void The_quirks_of_providers()
    {
        Assert.Equal(ToolIdRule.Nine, Traits("mistral", "mistral-large-latest").ToolIds);
        Assert.True(Traits("mistral", "mistral-large-latest").MendsReplies);
        Assert.Equal(ReasoningReplay.Strip, Traits("deepseek", "deepseek-reasoner").Replay);
        Assert.Equal(ReasoningReplay.Require, Traits("deepseek", "deepseek-v4-pro").Replay);
        Assert.Equal("max_tokens", Traits("mistral", "m").LimitField);
        Assert.Equal("max_completion_tokens", Traits("groq", "llama-3.3-70b").LimitField);
        Assert.Equal(CacheMarks.Control, Traits("openrouter", "anthropic/claude-sonnet-4.5").CacheMarks);
        Assert.Equal(CacheMarks.Point, Traits("bedrock", "anthropic.claude-opus-4-8").CacheMarks);
        Assert.False(Traits("bedrock", "anthropic.claude-opus-5").TopK);
        Assert.True(Traits("bedrock", "anthropic.claude-sonnet-4-5").TopK);
        Assert.Equal(CacheMarks.Breakpoint, Traits("openai", "gpt-5.6").CacheMarks);
        Assert.Equal(CacheMarks.None, Traits("openai", "gpt-5.2").CacheMarks);
        Assert.True(Traits("google", "gemini-3-pro").NeedsSignature);
        Assert.False(Traits("google", "gemini-2.5-flash").NeedsSignature);
        Assert.False(Traits("google", "gemini-2.0-flash").FullSchema);
        Assert.False(Traits("ollama", "llama3").ImageUrls);
    }

    [Fact]
    public void A_model_that_nobody_knows_takes_what_most_do() => Assert.Equivalent(ModelTraits.Newest, Traits("my-vllm", "some-model"));

    [Fact]
    public void What_the_user_says_stands_over_it_all()
    {
        var told = new TraitRow(new JsonObject { ["temperature"] = false, ["reasoning"] = "effort", ["efforts"] = new JsonArray("low") }, ["my-vllm"], ["llama*"]);
        var traits = TraitTable.For("my-vllm", [told])("llama-4");
        Assert.Equal((false, ReasoningStyle.Effort, "low"), (traits.Temperature, traits.Reasoning, traits.Efforts.Single()));
        Assert.True(TraitTable.For("other", [told])("llama-4").Temperature);
    }

    private static ModelTraits Traits(string provider, string model) => TraitTable.For(provider, [])(model);
}
