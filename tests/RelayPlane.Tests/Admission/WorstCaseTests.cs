using System.Text.Json;
using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Sandbox;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class WorstCaseTests
{
    [Fact]
    public void Each_answer_that_is_asked_for_may_be_as_long_as_the_limit() =>
        Assert.Equal(3000, Of(Api.OpenAI, Endpoint.ChatCompletions, """{"model":"gpt-4o","n":3,"max_tokens":1000,"messages":[]}""").Output);

    [Theory]
    [InlineData("""{"model":"gpt-4o","max_tokens":-1,"messages":[]}""")]
    [InlineData("""{"model":"gpt-4o","messages":[]}""")]
    public void A_call_without_a_limit_may_write_what_the_model_can(string body) =>
        Assert.True(Of(Api.OpenAI, Endpoint.ChatCompletions, body).Output >= 4096);

    [Theory]
    [InlineData(4_000_000_000_000_000_000, 1)]
    [InlineData(long.MaxValue, 3)]
    [InlineData(1000, int.MaxValue)]
    public void A_limit_beyond_all_reason_is_priced_and_summed_all_the_same(long limit, int choices)
    {
        var worst = Of(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"model":"gpt-3.5-turbo-unlimited","n":{{choices}},"max_tokens":{{limit}},"messages":[]}""");
        Assert.InRange(worst.Input + worst.Output, 50_000_000, 1_000_000_000);
    }

    [Theory]
    [InlineData("""{"model":"claude-sonnet-4-5","max_output_tokens":1,"max_tokens":5000,"messages":[]}""")]
    [InlineData("""{"model":"claude-sonnet-4-5","max_tokens":5000,"max_completion_tokens":1,"messages":[]}""")]
    public void Of_two_limits_the_larger_counts(string body) => Assert.Equal(5000, Of(Api.Anthropic, Endpoint.Messages, body).Output);

    [Fact]
    public void Embeddings_write_nothing() => Assert.Equal(0, Of(Api.OpenAI, Endpoint.Embeddings, """{"model":"text-embedding-3-small","input":"x"}""").Output);

    [Fact]
    public void A_prompt_that_is_to_be_cached_costs_what_writing_does()
    {
        var plain = Cost("""{"model":"claude-sonnet-4-5","max_tokens":1,"system":"abcdefgh_control","messages":[]}""");
        var marked = Cost("""{"model":"claude-sonnet-4-5","max_tokens":1,"system":"abcde_cache_control","messages":[]}""");
        Assert.True(marked > plain * 1.2m, $"{marked} against {plain}");
    }

    [Fact]
    public void A_model_without_a_price_has_no_worst_cost() =>
        Assert.Null(Of(Api.Anthropic, Endpoint.Messages, """{"model":"claude-unheard-of-99","max_tokens":1,"messages":[]}""").Cost);

    [Fact]
    public async Task It_is_never_below_what_the_sandbox_then_reports()
    {
        await using var sandbox = await Started.Async();
        var random = new Random(7);
        for (var turn = 0; turn < 60; turn++)
        {
            var words = string.Join(' ', Enumerable.Range(0, random.Next(1, 3000)).Select(_ => new string((char)random.Next('a', 'z'), random.Next(1, 12))));
            var limit = random.Next(1, 400);
            var body = JsonSerializer.Serialize(words);
            var (path, api, endpoint, json) = (turn % 3) switch
            {
                0 => ("/v1/messages", Api.Anthropic, Endpoint.Messages, $$"""{"model":"claude-sonnet-4-5","max_tokens":{{limit}},"system":[{"type":"text","text":{{body}},"cache_control":{"type":"ephemeral"} }],"messages":[{"role":"user","content":"go on"}]}"""),
                1 => ("/v1/chat/completions", Api.OpenAI, Endpoint.ChatCompletions, $$"""{"model":"gpt-4o","max_tokens":{{limit}},"messages":[{"role":"user","content":{{body}} }]}"""),
                _ => ("/v1/responses", Api.OpenAI, Endpoint.Responses, $$"""{"model":"gpt-4o","max_output_tokens":{{limit + 16}},"input":{{body}} }"""),
            };
            var usage = (await sandbox.PostJsonAsync(path, json)).GetProperty("usage");
            var worst = Of(api, endpoint, json);
            Assert.True(worst.Input >= Sum(usage, "prompt_tokens") + Sum(usage, "input_tokens") + Sum(usage, "cache_read_input_tokens") + Sum(usage, "cache_creation_input_tokens"), $"{path}: {worst} against {usage}");
            Assert.True(worst.Output >= Sum(usage, "completion_tokens") + Sum(usage, "output_tokens"), $"{path}: {worst} against {usage}");
        }
    }

    private static long Sum(JsonElement usage, string name) => usage.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    private static decimal Cost(string body) => Of(Api.Anthropic, Endpoint.Messages, body).Cost!.Value.Usd;

    private static WorstCase Of(Api api, Endpoint endpoint, string body)
    {
        var call = Calls.Scanned(api, endpoint, body);
        return WorstCase.Of(call, Routers.Plan("{}", call).Targets, InputClasses.Of(call.Body.Span), TestBooks.Prices, new Calibration());
    }
}
