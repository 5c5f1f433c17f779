using System.Text;
using RelayPlane.FunctionalTests.Clients;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Traffic;

namespace RelayPlane.FunctionalTests.Page;

/// <summary>A gateway in front of a sandbox that now and then is overloaded or fails, with budgets, routes and agents; and a browser before it.</summary>
internal sealed class PageLab : IAsyncDisposable
{
    /// <summary>Names that would be markup, a formula or a fault where somebody forgets to treat them as text.</summary>
    public const string HostileAgent = "<img src=x onerror=alert(1)>";

    public const string HostileModel = "claude-<script>alert(2)</script>";

    private static readonly Behaviour s_troubled = new() { LatencyMs = 4, TokensPerSecond = 4000, Storm = 0.05, Errors = 0.04 };

    private readonly SandboxServer _sandbox;

    private PageLab(Lab lab, SandboxServer sandbox) => (Lab, _sandbox) = (lab, sandbox);

    public Lab Lab { get; }

    public string Address => Lab.BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <param name="also">More sections of the config, with a comma after each.</param>
    public static async Task<PageLab> StartAsync(string also = "")
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Behaviour = s_troubled, AnyModel = true }, TimeProvider.System, CancellationToken.None);
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        var lab = await Lab.StartAsync($$"""
            {
              // Where the models are.
              "providers": {
                "anthropic": { "baseUrl": "{{at}}", "accounts": [{ "label": "first", "apiKey": "env:FIRST_KEY" }, { "label": "second", "apiKey": "env:SECOND_KEY" }] },
                "openai": { "baseUrl": "{{at}}/v1", "apiKey": "env:FIRST_KEY" },
                "google": { "baseUrl": "{{at}}/v1beta", "apiKey": "env:FIRST_KEY" } },
              "auth": { "clientKeys": "ignore" },
              {{also}}
              "routes": {
                "support": { "match": { "agent": "support-bot", "model": "claude-*" }, "fallback": ["openai/gpt-4o"], "spillAfterSeconds": 1 } },
              "budget": {
                "dailyUsd": 40, // enough for a day
                "onBreach": "warn",
                "agents": { "nightly-summary": { "dailyUsd": 0.01 } } }
            }
            """, new Dictionary<string, string> { ["FIRST_KEY"] = "sandbox", ["SECOND_KEY"] = "sandbox-second" });
        return new PageLab(lab, sandbox);
    }

    /// <summary>Sends a mix of calls, and those with hostile names; comes back when the ledger has them.</summary>
    public async Task TrafficAsync(int calls, CancellationToken cancel)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (finished, seen) = (0, 0);
        await new LivelyTraffic(new TrafficOptions(Lab.BaseUrl, CallsPerSecond: 120), http, TimeProvider.System, Count).RunAsync(enough.Token);
        await AskAsync("claude-haiku-4-5", HostileAgent, cancel);
        await AskAsync(HostileModel, "planner", cancel);
        _ = await Lab.RowsAsync(seen + 2, "SELECT 1");

        void Count(FinishedCall call)
        {
            // Of a call that was given up before anything came back, the gateway may never have heard.
            if (call.Status > 0)
            {
                Interlocked.Increment(ref seen);
            }

            if (Interlocked.Increment(ref finished) >= calls)
            {
                enough.Cancel();
            }
        }
    }

    /// <summary>Runs one program of <c>tests/page</c>.</summary>
    /// <param name="least">How many scenarios it has.</param>
    public Task PassAsync(int least, string program, CancellationToken cancel, params string[] arguments) =>
        NodeScenarios.PassAsync("page", least, [program, Address, .. arguments], cancel);

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    private async Task AskAsync(string model, string agent, CancellationToken cancel)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent($$"""{"model":"{{model}}","max_tokens":16,"messages":[{"role":"user","content":"Hello"}]}""", Encoding.UTF8, "application/json"),
        };
        ask.Headers.Add("x-relayplane-agent", agent);
        using var reply = await Lab.Http.SendAsync(ask, cancel);
    }
}
