using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RelayPlane.Sandbox.Control;

namespace RelayPlane.Sandbox;

/// <summary>
/// A real HTTP server that behaves as Anthropic, OpenAI and Gemini do, so that the product can be tried, tested and measured with no key.
/// It listens on 127.0.0.1 until it is disposed.
/// </summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private const int HeaderBytes = 1 << 20;
    private readonly WebApplication _app;
    private readonly RequestLog _log;
    private readonly Tally _tally;
    private readonly ControlDesk _desk;

    private readonly AttemptLog _attempts;
    private readonly Forecast _forecast;

    private SandboxServer(WebApplication app, RequestLog log, Tally tally, ControlDesk desk, AttemptLog attempts, Forecast forecast)
    {
        (_app, _log, _tally, _desk, _attempts, _forecast) = (app, log, tally, desk, attempts, forecast);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>How it behaves to calls that bring no <c>x-sandbox</c> header of their own.</summary>
    public Behaviour Behaviour
    {
        get => _desk.Behaviour;
        set => _desk.Behaviour = value;
    }

    /// <summary>The last requests, oldest first.</summary>
    public IReadOnlyList<SeenRequest> Log => _log.All;

    /// <summary>Every call to a model so far, where the options keep them.</summary>
    public IReadOnlyList<SeenAttempt> Attempts => _attempts.All;

    public SandboxStats Stats => _tally.Read();

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = 1000;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var log = new RequestLog(options.LogCapacity, options.LogBodies, clock);
        var tally = new Tally();
        var desk = new ControlDesk(log, tally, options.Behaviour);
        var attempts = new AttemptLog(options.KeepAttempts, clock);
        var forecast = new Forecast(options.Weather, options.Seed, clock);
        var app = builder.Build();
        app.Run(new Reception(options, clock, log, tally, desk, attempts, forecast).AnswerAsync);
        await app.StartAsync(cancel);
        return new SandboxServer(app, log, tally, desk, attempts, forecast);
    }

    /// <summary>The weather's time counts from here.</summary>
    public void BeginWeather() => _forecast.Begin();

    /// <summary>Stops at once; open replies are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
