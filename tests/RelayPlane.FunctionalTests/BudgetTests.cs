using System.CommandLine;
using System.Net;
using System.Text;
using RelayPlane.Dashboard;
using RelayPlane.Cli;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class BudgetTests
{
    private static readonly (string Path, string Body, (string, string) Key, string Reply, string Word)[] s_dialects =
    [
        ("/v1/messages", """{"model":"claude-opus-4-5","max_tokens":4000,"messages":[{"role":"user","content":"Hi"}]}""", ("x-api-key", "k"),
            """{"id":"m","type":"message","role":"assistant","model":"claude-opus-4-5","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":2000}}""", "billing_error"),
        ("/v1/chat/completions", """{"model":"gpt-4o","max_tokens":4000,"messages":[{"role":"user","content":"Hi"}]}""", ("authorization", "Bearer k"),
            """{"id":"c","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":2000,"total_tokens":2010}}""", "insufficient_quota"),
        ("/v1/responses", """{"model":"gpt-4o","max_output_tokens":4000,"input":"Hi"}""", ("authorization", "Bearer k"),
            """{"id":"r","object":"response","status":"completed","model":"gpt-4o","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"hi"}]}],"usage":{"input_tokens":10,"output_tokens":2000,"total_tokens":2010}}""", "insufficient_quota"),
        ("/v1beta/models/gemini-2.5-pro:generateContent", """{"generationConfig":{"maxOutputTokens":4000},"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""", ("x-goog-api-key", "k"),
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"hi"}]},"finishReason":"STOP"}],"modelVersion":"gemini-2.5-pro","usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":2000,"totalTokenCount":2010}}""", "FAILED_PRECONDITION"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_callers_in_all_dialects_do_not_pass_a_dollar_and_the_refused_are_told_in_theirs()
    {
        await using var provider = new RawProvider((request, stream, cancel) =>
        {
            var reply = s_dialects.Single(dialect => request.Line.Contains(dialect.Path, StringComparison.Ordinal)).Reply;
            return RawProvider.WriteAsync(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", Encoding.UTF8.GetBytes(reply), cancel);
        });
        await using var lab = await Lab.InFrontOfAsync(provider, "\"budget\": { \"dailyUsd\": 1, \"window\": \"rolling\" }");
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var (path, body, key, _, word) = s_dialects[number % s_dialects.Length];
            using var reply = await lab.Http.SendAsync(Post(path, body, key), Cancel);
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            Interlocked.Increment(ref refused);
            Assert.Equal(HttpStatusCode.PaymentRequired, reply.StatusCode);
            Assert.Equal("false", Assert.Single(reply.Headers.GetValues("x-should-retry")));
            Assert.Contains(word, await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }));
        var row = Assert.Single(await lab.RowsAsync(200, "SELECT COUNT(*) AS calls, (SELECT SUM(cost_nano) FROM attempts) AS cost FROM calls"));
        Assert.Equal(200L, row["calls"]);
        Assert.InRange((long)row["cost"]!, 860_000_000, 1_000_000_000);
        Assert.InRange(refused, 100, 180);
        using var budgets = await lab.Http.GetAsync(new Uri("/api/budgets", UriKind.Relative), Cancel);
        Assert.Contains("\"reserved\":0", await budgets.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_reset_and_status_speak_to_the_running_gateway()
    {
        var (path, body, key, reply, _) = s_dialects[0];
        await using var provider = RawProvider.Json(reply);
        await using var lab = await Lab.InFrontOfAsync(provider);
        Assert.Equal(HttpStatusCode.OK, await CallAsync("coder"));
        await lab.RowsAsync(1, "SELECT id FROM calls");

        // What was spent before there was a budget counts, and the gateway says so, not the file.
        Assert.Contains("The running gateway has taken it up.", await RunAsync("set", "--agent", "cod*", "--daily", "0.12"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PaymentRequired, await CallAsync("coder"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("other"));
        var line = Assert.Single((await StatusAsync()).Budgets);
        Assert.Equal(("agent cod* daily", "coder", 0.12m, 0.05005m, 0m), (line.Name, line.Of, line.Limit, line.Spent, line.Reserved));

        await RunAsync("reset", "--daily", "--agent", "CODER");
        Assert.Equal(HttpStatusCode.OK, await CallAsync("coder"));
        Assert.Equal(HttpStatusCode.PaymentRequired, await CallAsync("coder"));
        await RunAsync("set", "--off");
        Assert.Equal(HttpStatusCode.OK, await CallAsync("coder"));
        Assert.False((await StatusAsync()).Enabled);

        using var stranger = await lab.Http.PostAsync(new Uri("/api/budgets/reset", UriKind.Relative), new StringContent("""{"periods":["Day"]}"""), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);

        async Task<HttpStatusCode> CallAsync(string agent)
        {
            using var ask = Post(path, body, key);
            ask.Headers.Add("x-relayplane-agent", agent);
            using var answer = await lab.Http.SendAsync(ask, Cancel);
            return answer.StatusCode;
        }

        async Task<string> RunAsync(params string[] arguments)
        {
            await using var output = new StringWriter();
            var exit = await BudgetCommand.Create(() => lab.Home, TimeProvider.System).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, Cancel);
            Assert.True(exit == 0, output.ToString());
            return output.ToString();
        }

        async Task<BudgetsAnswer> StatusAsync() => BudgetsAnswer.Read(await RunAsync("status", "--json"))!;
    }

    [Fact]
    public async Task What_was_spent_counts_after_a_restart()
    {
        var (path, body, key, reply, _) = s_dialects[0];
        var home = Directory.CreateTempSubdirectory("relayplane-budgets-").FullName;
        await using var provider = RawProvider.Json(reply);
        var config = Lab.ConfigFor(provider, "\"budget\": { \"dailyUsd\": 0.12, \"window\": \"rolling\" }");
        await using (var lab = await Lab.StartAsync(config, kept: home))
        {
            using var answer = await lab.Http.SendAsync(Post(path, body, key), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await lab.RowsAsync(1, "SELECT id FROM calls");
        }

        await using (var lab = await Lab.StartAsync(config, kept: home))
        {
            using var answer = await lab.Http.SendAsync(Post(path, body, key), Cancel);
            Assert.Equal(HttpStatusCode.PaymentRequired, answer.StatusCode);
        }

        Directory.Delete(home, recursive: true);
    }
}
