using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>The published native executable does what the managed one does: nothing was trimmed away that is needed.</summary>
public sealed partial class AotSmokeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_its_version()
    {
        using var program = new NativeProgram();
        var (exit, output, _) = await program.RunAsync("version");
        Assert.Equal(0, exit);
        Assert.Matches(@"\d+\.\d+\.\d+", output);
    }

    [Fact]
    public async Task It_says_what_it_can_do()
    {
        using var program = new NativeProgram();
        var (exit, output, _) = await program.RunAsync("--help");
        Assert.Equal(0, exit);
        Assert.All(["start", "stop", "status", "stats", "init", "config", "sandbox", "demo"], verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Following_calls_ends_when_nobody_reads_them_any_more()
    {
        using var program = new NativeProgram();
        using var tail = program.Start("tail");
        tail.StandardOutput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await tail.WaitForExitAsync(limit.Token);
        Assert.Equal(0, tail.ExitCode);
    }

    [Fact]
    public async Task An_unknown_verb_is_bad_usage()
    {
        using var program = new NativeProgram();
        var (exit, _, errors) = await program.RunAsync("no-such-verb");
        Assert.Equal(2, exit);
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"sandbox/claude-sonnet-4-5","max_tokens":32,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("/v1/messages", """{"model":"sandbox/claude-sonnet-4-5","max_tokens":32,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("/v1/chat/completions", """{"model":"sandbox/gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"sandbox/gpt-4o","input":"Hi"}""")]
    public async Task A_call_is_answered_recorded_and_counted_and_it_ends_when_told(string path, string body)
    {
        using var program = new NativeProgram();
        using var gateway = program.Start("start", "--port", "0");
        try
        {
            var address = await AddressAsync(gateway);
            using var client = new HttpClient { BaseAddress = address };
            using var content = new StringContent(body, null, "application/json");
            using var reply = await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.NotEmpty(await reply.Content.ReadAsStringAsync(Cancel));
            Assert.Single(reply.Headers.GetValues("x-relayplane-call-id"));

            var health = await client.GetFromJsonAsync<JsonElement>("/health", Cancel);
            Assert.Equal("ok", health.GetProperty("status").GetString());

            // At once after the end, every finished call is readable.
            NativeProgram.Terminate(gateway);
            await gateway.WaitForExitAsync(Cancel);
            Assert.Equal(0, gateway.ExitCode);

            var (exit, output, errors) = await program.RunAsync("stats", "--json");
            Assert.True(exit == 0, errors);
            using var stats = JsonDocument.Parse(output);
            Assert.Equal(1, RunsIn(program));
        }
        finally
        {
            if (!gateway.HasExited)
            {
                gateway.Kill();
            }
        }
    }

    [Fact]
    public async Task A_taken_port_is_one_line_and_exit_1()
    {
        using var program = new NativeProgram();
        using var first = program.Start("start", "--port", "0");
        try
        {
            var port = (await AddressAsync(first)).Port;
            using var other = new NativeProgram();
            var (exit, _, errors) = await other.RunAsync("start", "--port", $"{port}");
            Assert.Equal(1, exit);
            Assert.Contains($"{port}", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
        finally
        {
            first.Kill();
        }
    }

    [Fact]
    public async Task A_second_gateway_on_one_home_is_refused_as_budgets_would_not_hold()
    {
        using var program = new NativeProgram();
        using var first = program.Start("start", "--port", "0");
        try
        {
            var address = await AddressAsync(first);
            var (exit, _, errors) = await program.RunAsync("start", "--port", "0");
            Assert.Equal(1, exit);
            Assert.Contains(address.GetLeftPart(UriPartial.Authority), Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
        finally
        {
            first.Kill();
        }
    }

    // The view that users query, read as they read it: with any SQLite.
    private static long RunsIn(NativeProgram program)
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(program.Home, "data.db")};Mode=ReadOnly;Pooling=False");
        ledger.Open();
        using var query = ledger.CreateCommand();
        query.CommandText = "SELECT COUNT(*) FROM runs WHERE tokens_in > 0 AND tokens_out > 0 AND success = 1";
        return (long)query.ExecuteScalar()!;
    }

    // The gateway says where it listens on one of its first lines.
    internal static async Task<Uri> AddressAsync(Process gateway)
    {
        while (await gateway.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                return new Uri(match.Value);
            }
        }

        throw new InvalidOperationException("The gateway ended without saying where it listens: " + await gateway.StandardError.ReadToEndAsync(Cancel));
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost|\[::1\]):\d+")]
    private static partial Regex Address();
}
