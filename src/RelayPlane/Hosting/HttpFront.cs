using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RelayPlane.Hosting;

/// <summary>Kestrel alone, without the web host's pipeline around it: one delegate takes every request, and nothing that we do not use is paid for per call.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IServer _server;

    private HttpFront(WebApplication app, IServer server) => (_app, _server) = (app, server);

    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<HttpFront> StartAsync(IReadOnlyList<IPEndPoint> endpoints, Func<HttpContext, Task> handle, ILoggerFactory logs, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = InlineCompletions.AreOn).ConfigureKestrel(options => Configure(options, endpoints));
        builder.Services.AddSingleton(logs).AddSingleton<IMemoryPoolFactory<byte>>(new WideBlocks());
        var app = builder.Build();
        var server = app.Services.GetRequiredService<IServer>();
        try
        {
            await server.StartAsync(new Application(handle), cancel);
            return new HttpFront(app, server);
        }
        catch (Exception thrown) when (thrown is IOException or AddressInUseException)
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no more calls, lets the open ones end, and cuts what is still open when the token fires.</summary>
    public Task StopAsync(CancellationToken cut) => _server.StopAsync(cut);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(KestrelServerOptions options, IReadOnlyList<IPEndPoint> endpoints)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxConcurrentConnections = Descriptors.Connections;

        // A client that stops reading for minutes (a person at a prompt) holds back its own stream and nobody else's.
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
        options.Limits.MaxRequestHeaderCount = 500;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        foreach (var endpoint in endpoints)
        {
            options.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        }
    }

    /// <summary>Gives each connection one context, used again for each of its requests.</summary>
    private sealed class Application(Func<HttpContext, Task> handle) : IHttpApplication<DefaultHttpContext>
    {
        public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
        {
            if (contextFeatures is not IHostContextContainer<DefaultHttpContext> kept)
            {
                return new DefaultHttpContext(contextFeatures);
            }

            if (kept.HostContext is { } context)
            {
                context.Initialize(contextFeatures);
                return context;
            }

            return kept.HostContext = new DefaultHttpContext(contextFeatures);
        }

        public Task ProcessRequestAsync(DefaultHttpContext context) => handle(context);

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
