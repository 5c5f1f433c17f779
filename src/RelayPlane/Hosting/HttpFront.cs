using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace RelayPlane.Hosting;

/// <summary>Kestrel alone, without the web host around it: one delegate takes every request. Starts in milliseconds and costs nothing per call that we do not use.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private HttpFront(KestrelServer server) => _server = server;

    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<HttpFront> StartAsync(IReadOnlyList<IPEndPoint> endpoints, Func<HttpContext, Task> handle, ILoggerFactory logs, CancellationToken cancel)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
        options.Limits.MaxRequestHeaderCount = 500;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        foreach (var endpoint in endpoints)
        {
            options.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        }

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = InlineCompletions.AreOn }), logs);
        var server = new KestrelServer(Options.Create(options), transport, logs);
        try
        {
            await server.StartAsync(new Application(handle), cancel);
            return new HttpFront(server);
        }
        catch (Exception thrown) when (thrown is IOException or AddressInUseException)
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more calls, lets the open ones end, and cuts what is still open when the token fires.</summary>
    public Task StopAsync(CancellationToken cut) => _server.StopAsync(cut);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
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

    /// <summary>Kestrel asks for services only where HTTPS is configured, which it never is here.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
