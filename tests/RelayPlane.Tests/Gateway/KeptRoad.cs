using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using RelayPlane.Gateway;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Pacing;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Ledger;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Gateway;

/// <summary>The real road, in front of a provider that answers as it is told to, with a content ledger of its own.</summary>
internal sealed class KeptRoad : IAsyncDisposable
{
    private readonly HttpMessageInvoker _pool;
    private readonly Pacer _pacer = new(TimeProvider.System, new Random(1));
    private readonly RoomsFrom _from;
    private readonly Road _road;
    private readonly Told _told = new();

    /// <param name="answers">What the provider says to a request.</param>
    public KeptRoad(string config, Func<HttpRequestMessage, HttpResponseMessage> answers)
    {
        _pool = new HttpMessageInvoker(new Answering(answers));
        Content = new ContentLedger(Path, Folder.Database, TimeProvider.System);
        _from = new RoomsFrom(
            new UpstreamClient(_pool, _pool), _pacer, TestBooks.New() with { Content = Content }, new BodyBudget(BodyBudget.Usual), new Random(1), TimeProvider.System,
            Setup.Environment(("OUR_KEY", "sk-ours-0123456789"), ("CI_KEY", "ci-key-0123456789")), _ => { });
        _road = new Road(_told, new Counters(), new BodyBudget(BodyBudget.Usual), TimeProvider.System);
        Reload(config);
    }

    public TempFolder Folder { get; } = new();

    public string Path => Folder.Home.ContentPath;

    public ContentLedger Content { get; }

    public Runtime Rooms { get; private set; } = null!;

    /// <summary>The calls that the ledger was told of, in order.</summary>
    public IReadOnlyList<CallEntry> Calls => [.. _told.Entries];

    public void Reload(string config) => Rooms = _from.Build(Setup.Config(config));

    public static DefaultHttpContext Request(string path, string? body, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = body is null ? "GET" : "POST";
        var query = path.IndexOf('?', StringComparison.Ordinal);
        (http.Request.Path, http.Request.QueryString) = query < 0 ? (path, default) : (path[..query], new QueryString(path[query..]));
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? string.Empty));
        http.Response.Body = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return http;
    }

    public Task WalkAsync(HttpContext http) => _road.WalkAsync(http, Rooms);

    /// <summary>What was kept of the last call, once it is written.</summary>
    public async Task<CallContent> KeptAsync()
    {
        var reader = new ContentReader(Path);
        CallContent? found = null;
        await LedgerFixture.UntilAsync(() => (found = reader.Find(Calls[^1].Id)) is not null);
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        _pacer.Dispose();
        _pool.Dispose();
        Folder.Dispose();
    }

    /// <summary>A provider.</summary>
    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                await content.CopyToAsync(Stream.Null, cancellationToken);
            }

            return answers(request);
        }
    }

    /// <summary>A ledger that keeps what it is told.</summary>
    private sealed class Told : ILedger
    {
        public ConcurrentQueue<CallEntry> Entries { get; } = [];

        public JournalSegment? Keep(CallEntry entry) => null;

        public void Record(CallEntry entry, JournalSegment? kept = null) => Entries.Enqueue(entry);
    }
}
