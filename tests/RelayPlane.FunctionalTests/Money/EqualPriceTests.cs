using System.Text;
using Xunit;

namespace RelayPlane.FunctionalTests.Money;

/// <summary>The same usage of the same model costs the same, whichever endpoint the client spoke to and whichever way the reply took back.</summary>
public sealed class EqualPriceTests
{
    private const string Anthropic = "anthropic/claude-haiku-4-5";
    private const string Gemini = "google/gemini-2.5-flash";
    private static readonly Used s_messages = new(1_000, 200, 30, 4, 50);
    private static readonly Used s_generate = new(900, 100, 0, 0, 70);

    /// <summary>Each of four client formats, whole and streamed, before one provider of Anthropic's format and one of Gemini's.</summary>
    [Theory]
    [InlineData(Anthropic, false)]
    [InlineData(Anthropic, true)]
    [InlineData(Gemini, false)]
    [InlineData(Gemini, true)]
    public async Task Every_endpoint_and_lane_costs_alike(string model, bool stream)
    {
        // Google is reached by its own endpoint or by the one it has in OpenAI's format, where thoughts are within the completion.
        Scripted Answer(RawRequest request) => (model == Anthropic, request.Line.Contains("chat/completions", StringComparison.Ordinal), stream) switch
        {
            (true, _, false) => Scripted.Messages("claude-haiku-4-5", s_messages),
            (true, _, true) => Scripted.MessagesStream("claude-haiku-4-5", s_messages),
            (false, true, false) => Scripted.Chat("gemini-2.5-flash", 1_000, 100, 70),
            (false, true, true) => Scripted.ChatStream("gemini-2.5-flash", 1_000, 100, 70),
            (false, false, false) => Scripted.Generate("gemini-2.5-flash", 1_000, 100, 40, 30),
            _ => Scripted.GenerateStream("gemini-2.5-flash", 1_000, 100, 40, 30),
        };
        var answer = Answer(new RawRequest("", [], []));
        Deal[] deals =
        [
            Deal.Messages(0, model, answer, 0, stream),
            Deal.Chat(0, model, answer, 0, stream),
            Deal.Responses(0, model, answer, 0, stream),
            Deal.Generate(0, model, answer, 0, stream),
        ];

        var costs = await CostsAsync(Answer, deals);

        Assert.Equal(Enumerable.Repeat(model == Anthropic ? PriceList.Haiku45.Nano(s_messages) : PriceList.GeminiFlash.Nano(s_generate), deals.Length), costs);
    }

    [Fact]
    public async Task A_mended_request_costs_what_an_untouched_one_does()
    {
        var answer = Scripted.Messages("claude-haiku-4-5", s_messages);
        var plain = Deal.Messages(0, "claude-haiku-4-5", answer, 0);
        var mended = plain with { Ask = plain.Ask.Replace("\"max_tokens\"", "\"frequency_penalty\":1,\"max_tokens\"", StringComparison.Ordinal) };

        var costs = await CostsAsync(_ => answer, plain, plain with { Ask = plain.Ask.Replace("\"claude", "\"anthropic/claude", StringComparison.Ordinal) }, mended);

        Assert.Equal(Enumerable.Repeat(PriceList.Haiku45.Nano(s_messages), 3), costs);
    }

    [Fact]
    public async Task Embeddings_cost_alike_in_their_own_format_and_in_another()
    {
        var answer = Scripted.Embedding("text-embedding-3-small", 12_345);
        var deal = Deal.Embedding(0, "openai/text-embedding-3-small", answer, 0);
        var across = deal with { Path = "/v1beta/models/openai/text-embedding-3-small:embedContent", Ask = """{"content":{"parts":[{"text":"TEXT"}]}}""" };

        var costs = await CostsAsync(_ => answer, deal, across);

        Assert.Equal(Enumerable.Repeat(PriceList.EmbeddingSmall.Nano(new Used(12_345, 0, 0, 0, 0)), 2), costs);
    }

    /// <summary>Asks one after the other; in order, what each cost.</summary>
    private static async Task<List<long>> CostsAsync(Func<RawRequest, Scripted> answer, params Deal[] deals)
    {
        await using var provider = new RawProvider((request, stream, cancel) => answer(request).WriteAsync(stream, cancel));
        await using var lab = await Lab.StartAsync($$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "k" },
                "openai": { "baseUrl": "{{provider.Address}}/v1", "apiKey": "k" },
                "google": { "baseUrl": "{{provider.Address}}/v1beta/", "apiKey": "k" } } }
            """);
        var costs = new List<long>();
        foreach (var deal in deals)
        {
            using var body = new StringContent(deal.Ask, Encoding.UTF8, "application/json");
            using var reply = await lab.Http.PostAsync(deal.Path, body, TestContext.Current.CancellationToken);
            var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(reply.IsSuccessStatusCode, $"{deal.Path}: {text}");
            var row = (await lab.RowsAsync(costs.Count + 1, "SELECT cost_nano, price_status FROM attempts ORDER BY seq DESC LIMIT 1")).Single();
            Assert.True(row["price_status"] is "priced", deal.Path);
            costs.Add(Assert.IsType<long>(row["cost_nano"]));
        }

        return costs;
    }
}
