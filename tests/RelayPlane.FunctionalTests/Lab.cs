using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Sandbox;

namespace RelayPlane.FunctionalTests;

/// <summary>A gateway on a free port with a home of its own, on real sockets; and a client that speaks to it plainly.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly GatewayHost _gateway;
    private readonly bool _keepsHome;
    private SandboxServer? _also;

    private Lab(GatewayHost gateway, Home home, bool keepsHome, List<string> notices)
    {
        (_gateway, Home, _keepsHome, Notices) = (gateway, home, keepsHome, notices);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = BaseUrl,
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public Home Home { get; }

    public List<string> Notices { get; }

    public Uri BaseUrl => new(_gateway.Address.GetLeftPart(UriPartial.Authority));

    public HttpClient Http { get; }

    public SqliteLedger Ledger => _gateway.Ledger;

    public Pacer Pacer => _gateway.Pacer;

    /// <param name="config">The config file's text; null for none.</param>
    /// <param name="environment">The environment variables that the gateway sees.</param>
    /// <param name="kept">A home that outlives the lab, for a test that starts a second one there; null for one of its own.</param>
    /// <param name="clock">The gateway's; the machine's own unless given.</param>
    public static async Task<Lab> StartAsync(string? config = null, IReadOnlyDictionary<string, string>? environment = null, string? kept = null, TimeProvider? clock = null)
    {
        var folder = kept ?? Directory.CreateTempSubdirectory("relayplane-lab-").FullName;
        var home = new Home(folder, Path.Combine(folder, "config.json"));
        if (config is not null)
        {
            await File.WriteAllTextAsync(home.ConfigPath, config);
        }

        var load = ConfigFile.Load(home.ConfigPath);
        if (load.Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, load.Problems));
        }

        var notices = new List<string>();
        var start = new StartOptions(home, [new IPEndPoint(IPAddress.Loopback, 0)], name => environment?.GetValueOrDefault(name), notice => { lock (notices) { notices.Add(notice); } });
        var gateway = await GatewayHost.StartAsync(start, load.Config, clock ?? TimeProvider.System, NullLoggerFactory.Instance, () => { }, CancellationToken.None);
        return new Lab(gateway, home, kept is not null, notices);
    }

    /// <summary>A lab whose Anthropic, OpenAI and Gemini are one made-up provider.</summary>
    public static Task<Lab> InFrontOfAsync(RawProvider provider, string? rest = null) => StartAsync(ConfigFor(provider, rest));

    /// <summary>A lab whose Anthropic, OpenAI and Gemini are a sandbox that wants keys.</summary>
    public static async Task<Lab> InFrontOfSandboxAsync()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, CancellationToken.None);
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        var lab = await StartAsync($$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{at}}", "apiKey": "env:SANDBOX_KEY" },
                "openai": { "baseUrl": "{{at}}", "apiKey": "env:SANDBOX_KEY" },
                "google": { "baseUrl": "{{at}}", "apiKey": "env:SANDBOX_KEY" } } }
            """, new Dictionary<string, string> { ["SANDBOX_KEY"] = "sandbox" });
        lab._also = sandbox;
        return lab;
    }

    public static string ConfigFor(RawProvider provider, string? rest = null) => $$"""
        { "providers": {
            "anthropic": { "baseUrl": "{{provider.Address}}" },
            "openai": { "baseUrl": "{{provider.Address}}/v1" },
            "google": { "baseUrl": "{{provider.Address}}/v1beta/" } }{{(rest is null ? string.Empty : ", " + rest)}} }
        """;

    /// <summary>Begins the gateway's end, as a first signal does; the token cuts what is open still, as a second does.</summary>
    public Task StopAsync(CancellationToken cut) => _gateway.StopAsync(cut);

    /// <summary>Waits until the ledger has written so many calls, and returns the rows of a query.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(int calls, string sql)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Ledger.Health.Written < calls)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        return Rows.Read(Home.DatabasePath, sql);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _gateway.StopAsync(cut.Token);
        await _gateway.DisposeAsync();
        if (_also is not null)
        {
            await _also.DisposeAsync();
        }

        if (!_keepsHome)
        {
            Directory.Delete(Home.Folder, recursive: true);
        }
    }
}
