using System.Collections.Concurrent;
using System.Diagnostics;
using RelayPlane.Sandbox;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>What a killed process had answered is in the ledger when it lives again, and once.</summary>
public sealed class CrashTests
{
    private const int Lives = 50;

    private const int Clients = 12;

    private const string Say = """[{"role":"user","content":"Say something short."}]""";

    private static readonly CrashAsk[] Asks =
    [
        new("/v1/messages", $$"""{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"messages":{{Say}}}""", "event: message_stop"),
        new("/v1/messages", $$"""{"model":"claude-sonnet-4-5","max_tokens":64,"messages":{{Say}}}""", null),
        new("/v1/chat/completions", $$"""{"model":"gpt-4o","stream":true,"messages":{{Say}}}""", "data: [DONE]"),
        new("/v1/chat/completions", $$"""{"model":"gpt-4o","messages":{{Say}}}""", null),
        new("/v1/responses", """{"model":"gpt-4o","stream":true,"input":"Say something short."}""", "event: response.completed"),
        new("/v1/responses", """{"model":"gpt-4o","input":"Say something short."}""", null),
        new("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", """{"contents":[{"role":"user","parts":[{"text":"Say something short."}]}]}""", "\"finishReason\""),
        new("/v1beta/models/gemini-2.5-flash:generateContent", """{"contents":[{"role":"user","parts":[{"text":"Say something short."}]}]}""", null),
        new("/v1/messages", $$"""{"model":"openai/gpt-4o","max_tokens":64,"stream":true,"messages":{{Say}}}""", "event: message_stop"),
        new("/v1/chat/completions", $$"""{"model":"anthropic/claude-sonnet-4-5","stream":true,"messages":{{Say}}}""", "data: [DONE]"),
        new("/v1/chat/completions", $$"""{"model":"anthropic/claude-sonnet-4-5","messages":{{Say}}}""", null),
        new("/v1/messages", """{"model":"claude-sonnet-4-5","max_tokens":"many"}""", null),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_kills_under_load_lose_no_call_that_a_client_saw_completed_and_double_none()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { LogCapacity = 0, Behaviour = new Behaviour { Tokens = 12, TokensPerSecond = 600 } }, TimeProvider.System, Cancel);
        using var program = new NativeProgram();
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        program.Variables["SANDBOX_SECRET"] = "sandbox";
        await File.WriteAllTextAsync(Path.Combine(program.Home, "config.json"), $$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{at}}", "apiKey": "env:SANDBOX_SECRET" },
                "openai": { "baseUrl": "{{at}}/v1", "apiKey": "env:SANDBOX_SECRET" },
                "google": { "baseUrl": "{{at}}/v1beta", "apiKey": "env:SANDBOX_SECRET" } } }
            """, Cancel);
        ConcurrentDictionary<string, CrashAsk> seen = [];
        var chance = new Random(50);
        for (var life = 0; life < Lives; life++)
        {
            await LiveAsync(program, TimeSpan.FromMilliseconds(chance.Next(400)), seen);
        }

        // By the time that it listens, what it was left is in the database.
        using (var last = program.Start("start", "--port", "0"))
        {
            _ = await AotSmokeTests.AddressAsync(last);
            NativeProgram.Terminate(last);
            await last.WaitForExitAsync(Cancel);
            Assert.Equal(0, last.ExitCode);
        }

        var rows = Rows.Read(Path.Combine(program.Home, "data.db"), """
            SELECT c.id, c.status, (SELECT COUNT(*) FROM attempts a WHERE a.call = c.seq AND a.tokens_in > 0 AND a.tokens_out > 0) AS metered FROM calls c
            """).ToLookup(row => (string)row["id"]!);
        TestContext.Current.SendDiagnosticMessage($"{seen.Count} calls were seen completed, {rows.Count} are in the ledger");
        Assert.Empty(seen.Where(call => rows[call.Key].Count() != 1).Select(call => $"{call.Value.Path}: {call.Key}"));
        Assert.Empty(seen.Where(call => (long)rows[call.Key].Single()["status"]! == 200 && (long)rows[call.Key].Single()["metered"]! != 1).Select(call => $"{call.Value.Path}: {call.Key}"));
        Assert.True(seen.Count > Lives * 10, $"Only {seen.Count} calls were seen completed: too few to tell anything.");
        Assert.All(Asks, ask => Assert.Contains(ask, seen.Values));

        // Rollups would tell of a call that was added twice.
        var sums = Rows.Read(Path.Combine(program.Home, "data.db"), "SELECT (SELECT COUNT(*) FROM calls) AS calls, (SELECT SUM(requests) FROM rollups WHERE level = 0) AS counted").Single();
        Assert.Equal(sums["calls"], sums["counted"]);
        Assert.Empty(Directory.GetFiles(program.Home, "journal-*.log"));
    }

    private static async Task LiveAsync(NativeProgram program, TimeSpan span, ConcurrentDictionary<string, CrashAsk> seen)
    {
        using var process = program.Start("start", "--port", "0");
        try
        {
            await LoadAsync(process, span, seen);
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task LoadAsync(Process process, TimeSpan span, ConcurrentDictionary<string, CrashAsk> seen)
    {
        var before = seen.Count;
        using var http = new HttpClient { BaseAddress = await AotSmokeTests.AddressAsync(process) };
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(() => AskOnAsync(http, client, seen), Cancel)).ToArray();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (seen.Count < before + Clients)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }

        await Task.Delay(span, TimeProvider.System, Cancel);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
        await Task.WhenAll(clients);
    }

    /// <summary>Asks one thing after the other until the gateway is gone.</summary>
    private static async Task AskOnAsync(HttpClient http, int first, ConcurrentDictionary<string, CrashAsk> seen)
    {
        try
        {
            for (var next = first; ; next++)
            {
                await Asks[next % Asks.Length].SendAsync(http, seen, Cancel);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // Killed.
        }
    }
}
