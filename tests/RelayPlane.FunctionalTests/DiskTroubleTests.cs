using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>A disk that takes no more: here a bound on the size of files, which every write of the database meets as it would meet a full disk.</summary>
public sealed class DiskTroubleTests
{
    /// <summary>Enough to fill what the database may take, many times over.</summary>
    private const int MostCalls = 10_000;

    private const string Reply = """{"id":"c","object":"chat.completion","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_go_on_the_operator_is_told_and_all_is_written_when_it_can_be()
    {
        await using var provider = RawProvider.Json(Reply);
        using var program = new NativeProgram();
        await File.WriteAllTextAsync(Path.Combine(program.Home, "config.json"), Lab.ConfigFor(provider), Cancel);
        using var gateway = program.StartWithin("trap '' XFSZ && ulimit -S -f 600", "start", "--port", "0");
        try
        {
            await FillAsync(program, gateway);
        }
        finally
        {
            gateway.Kill();
        }
    }

    private static async Task FillAsync(NativeProgram program, Process gateway)
    {
        using var client = new HttpClient { BaseAddress = await AotSmokeTests.AddressAsync(gateway) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk-one");
        var told = gateway.StandardError.ReadLineAsync(Cancel).AsTask();
        var calls = 0;
        while (!told.IsCompleted && calls < MostCalls)
        {
            using var content = new StringContent($$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{calls}}"}]}""", null, "application/json");
            using var reply = await client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, Cancel);
            Assert.Equal((HttpStatusCode.OK, Reply), (reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel)));
            calls++;
        }

        var during = await LedgerAsync(client);
        Assert.True(during.TryGetProperty("lastError", out _));
        Assert.True(during.GetProperty("pending").GetInt64() > 0);
        Assert.Equal((0, 0), (during.GetProperty("lost").GetInt64(), during.GetProperty("journalFailures").GetInt64()));

        Assert.True(told.IsCompleted, $"{calls} calls met no bound.");
        Assert.Contains("The ledger's database cannot be written", await told, StringComparison.Ordinal);
        using (var lift = Process.Start("prlimit", ["--pid", gateway.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "--fsize=unlimited"]))
        {
            await lift.WaitForExitAsync(Cancel);
            Assert.Equal(0, lift.ExitCode);
        }

        await UntilAsync(client, ledger => ledger.GetProperty("written").GetInt64() == calls);
        NativeProgram.Terminate(gateway);
        await gateway.WaitForExitAsync(Cancel);
        Assert.Contains("can be written again", await gateway.StandardError.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((long)calls, Rows.Read(Path.Combine(program.Home, "data.db"), "SELECT COUNT(*) AS n FROM runs").Single()["n"]);
    }

    private static async Task<JsonElement> LedgerAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/health", Cancel)).GetProperty("ledger");

    private static async Task UntilAsync(HttpClient client, Func<JsonElement, bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!holds(await LedgerAsync(client)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }
}
