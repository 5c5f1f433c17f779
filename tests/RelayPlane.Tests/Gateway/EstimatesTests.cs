using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Gateway;
using RelayPlane.Pacing;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class EstimatesTests
{
    [Theory]
    [InlineData("""{"model":"claude-sonnet-4-5","max_tokens":500,"messages":[{"role":"user","content":"hello"}]}""", "messages", "anthropic", 500)]
    [InlineData("""{"model":"gpt-4o","max_tokens":500,"messages":[{"role":"user","content":"hello"}]}""", "chat_completions", "openai", 500)]
    [InlineData("""{"model":"gpt-4o","max_output_tokens":500,"input":"hello"}""", "responses", "openai", 500)]
    [InlineData("""{"model":"models/gemini-2.5-flash","generationConfig":{"maxOutputTokens":500},"contents":[{"parts":[{"text":"hello"}]}]}""", "generate_content", "google", 500)]
    public async Task A_call_in_any_dialect_has_an_estimate_and_a_price(string body, string endpoint, string provider, long output)
    {
        var (status, answer) = await AskAsync(body);
        Assert.Equal(200, status);
        Assert.Equal((endpoint, provider, output, "estimated", true), (Text(answer, "endpoint"), Text(answer, "provider"), answer.GetProperty("max_output_tokens").GetInt64(), Text(answer, "status"), answer.GetProperty("estimated").GetBoolean()));
        var cost = answer.GetProperty("cost_usd");
        Assert.InRange(cost.GetProperty("worst_case").GetDecimal(), cost.GetProperty("input").GetDecimal(), 0.1m);
        Assert.True(answer.GetProperty("input_tokens").GetInt64() > 0);
        Assert.True(answer.GetProperty("limits").GetProperty("fits").GetBoolean() && answer.GetProperty("budget").GetProperty("fits").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_price_is_null()
    {
        var (_, answer) = await AskAsync("""{"model":"claude-unheard-of-99","max_tokens":5,"messages":[]}""");
        Assert.Equal(("unpriced", JsonValueKind.Null), (Text(answer, "status"), answer.GetProperty("cost_usd").GetProperty("worst_case").ValueKind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"contents":[]}""")]
    public async Task What_is_no_call_is_a_mistake_of_the_client(string body) => Assert.Equal(400, (await AskAsync(body)).Status);

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();

    private static async Task<(int Status, JsonElement Answer)> AskAsync(string body)
    {
        var clock = new FakeTimeProvider();
        using var pool = new HttpMessageInvoker(Connections.Open());
        using var pacer = new Pacer(clock, new Random(1));
        var rooms = TestRooms.With(Routers.Of("{}"), pool, pacer, clock);
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = Estimates.Path;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var reply = new MemoryStream();
        http.Response.Body = reply;
        Assert.True(Estimates.Are(http.Request));
        await rooms.Estimates.AnswerAsync(http, rooms);
        using var answer = JsonDocument.Parse(reply.ToArray());
        return (http.Response.StatusCode, answer.RootElement.Clone());
    }
}
