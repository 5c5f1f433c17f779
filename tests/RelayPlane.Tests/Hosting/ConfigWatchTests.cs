using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Tests.Ledger;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class ConfigWatchTests
{
    [Fact]
    public async Task A_changed_file_swaps_the_rooms_and_an_unchanged_one_does_not()
    {
        await using var watched = new Watched("""{ "server": { "port": 4101 } }""");
        var first = watched.Watch.Current;
        watched.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(first, watched.Watch.Current);

        await watched.ChangeAsync("""{ "server": { "port": 4102, "host": "127.0.0.1" } }""");
        Assert.NotSame(first, watched.Watch.Current);
        Assert.Equal(4102, watched.Built.Last().Server.Port);
        Assert.Null(watched.Health.Degraded);
        Assert.Contains("in force", Assert.Single(watched.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_leaves_the_old_rooms_in_force_until_it_is_mended()
    {
        await using var watched = new Watched("{}");
        var first = watched.Watch.Current;
        await watched.ChangeAsync("""{ "sever": {} }""");
        Assert.Same(first, watched.Watch.Current);
        Assert.Contains("sever", watched.Health.Degraded, StringComparison.Ordinal);
        Assert.Single(watched.Built);

        await watched.ChangeAsync("""{ "server": {} }""");
        Assert.NotSame(first, watched.Watch.Current);
        Assert.Null(watched.Health.Degraded);
    }

    [Fact]
    public async Task A_file_may_go_and_come()
    {
        await using var watched = new Watched(null);
        await watched.ChangeAsync("""{ "server": { "port": 4102 } }""");
        Assert.Equal(4102, watched.Built.Last().Server.Port);
        await watched.ChangeAsync(null);
        Assert.Equal(ServerConfig.DefaultPort, watched.Built.Last().Server.Port);
    }

    [Fact]
    public async Task Two_clients_with_one_key_do_not_stop_the_gateway()
    {
        await using var watched = new Watched("""{ "clients": [{ "name": "a", "key": "same" }, { "name": "b", "key": "same" }] }""");
        Assert.True(watched.Watch.Current.Doorman.Recognise(["same"]).TryGet(out var caller, out _));
        Assert.Equal("a", caller.Name);
        Assert.Contains(watched.Notices, notice => notice.Contains("clients b", StringComparison.Ordinal) && !notice.Contains("same\"", StringComparison.Ordinal));
    }

    /// <summary>A watch over a file of its own, with a clock that only the test moves.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly SqliteLedger _ledger;
        private readonly HttpMessageInvoker _pool = new(Connections.Open());

        public Watched(string? text)
        {
            Write(text);
            _ledger = new SqliteLedger(_folder.Database, TimeProvider.System);
            Health = new Health(new Counters(), _ledger, Clock);
            var rooms = new RoomsFrom(new UpstreamClient(_pool, _pool), new Pacer(Clock, new Random(1)), TestBooks.New(), new BodyBudget(BodyBudget.Usual), new Random(1), Clock, _ => null, Notices.Enqueue);
            Runtime Build(GatewayConfig config)
            {
                Built.Enqueue(config);
                return rooms.Build(config);
            }

            Watch = new ConfigWatch(ConfigPath, Build(ConfigFile.Load(ConfigPath).Config), Build, Health, Notices.Enqueue, Clock);
        }

        public FakeTimeProvider Clock { get; } = new();

        public ConcurrentQueue<string> Notices { get; } = new();

        public ConcurrentQueue<GatewayConfig> Built { get; } = new();

        public Health Health { get; }

        public ConfigWatch Watch { get; }

        private string ConfigPath => Path.Combine(_folder.Root, "config.json");

        /// <summary>Changes the file, lets a second pass, and waits until the watch has told what it made of it.</summary>
        public async Task ChangeAsync(string? text)
        {
            var told = Notices.Count;
            Write(text);
            Clock.Advance(TimeSpan.FromSeconds(1));
            await LedgerFixture.UntilAsync(() => Notices.Count > told);
        }

        public async ValueTask DisposeAsync()
        {
            await Watch.DisposeAsync();
            await _ledger.DisposeAsync();
            _pool.Dispose();
            _folder.Dispose();
        }

        private void Write(string? text)
        {
            if (text is null)
            {
                File.Delete(ConfigPath);
            }
            else
            {
                File.WriteAllText(ConfigPath, text);
            }
        }
    }
}
