using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Live;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Pacing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Upstream;

namespace RelayPlane.Hosting;

/// <summary>The composition root: every part of a running gateway, made here in order and ended in reverse.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly HttpFront _front;
    private readonly LiveFeed _feed;
    private readonly ConfigWatch _watch;
    private readonly EmbeddedSandbox _sandbox;
    private readonly HttpMessageInvoker[] _pools;
    private readonly string _runningPath;
    private readonly PacingSaves _saves;
    private readonly AlertPost _post;
    private readonly PriceFile _prices;
    private readonly ContentLedger _content;
    private readonly RoutingFile _learned;

    private GatewayHost(
        HttpFront front, LiveFeed feed, ConfigWatch watch, EmbeddedSandbox sandbox, HttpMessageInvoker[] pools, Pacer pacer, PacingSaves saves, PriceFile prices, SqliteLedger ledger, ContentLedger content, RoutingFile learned, AlertPost post, string runningPath)
    {
        (_front, _feed, _watch, _sandbox, _pools, Pacer, _saves, _prices, Ledger, _content, _learned, _post, _runningPath) = (front, feed, watch, sandbox, pools, pacer, saves, prices, ledger, content, learned, post, runningPath);
    }

    public Uri Address => _front.Address;

    public SqliteLedger Ledger { get; }

    public Pacer Pacer { get; }

    /// <param name="start">What was asked for.</param>
    /// <param name="config">The config as loaded, without problems.</param>
    /// <param name="stopAsked">Called when a client commands the gateway to stop.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<GatewayHost> StartAsync(StartOptions start, GatewayConfig config, TimeProvider clock, ILoggerFactory logs, Action stopAsked, CancellationToken cancel)
    {
        var home = start.Home;
        home.Create();

        // Beneath the road: where calls are written, and how providers are reached.
        var prices = new PriceBook();
        var priceFile = new PriceFile(home.PricesPath, prices, start.Notice, clock);
        var ledger = new SqliteLedger(home.DatabasePath, clock, start.Notice, journal: new Journal(home.Folder, start.Notice));
        var content = new ContentLedger(home.ContentPath, home.DatabasePath, clock, start.Notice);
        var learned = new RoutingFile(home.RoutingPath, start.Notice, clock);
        var sandbox = new EmbeddedSandbox(clock);
        var pools = new[] { new HttpMessageInvoker(Connections.Open()), new HttpMessageInvoker(Connections.Open((_, cancel) => sandbox.ConnectAsync(cancel))) };
        var upstream = new UpstreamClient(pools[0], pools[1]);

        // What an earlier process left in the journal counts before the first call: budgets ask what was spent. A database that cannot be opened is waited for no longer.
        await ledger.Opened;

        // The rooms, from the config; a reload makes them anew and swaps the reference.
        var counters = new Counters();
        var pacer = new Pacer(clock, Seed());
        pacer.Restore(PacingFile.Read(home.PacingPath, start.Notice));
        var health = new Health(counters, ledger, clock) { Pacing = pacer.Report };
        var post = new AlertPost(new Webhook(pools[0], clock), new AlertFile(home.AlertsPath, start.Notice), start.Notice, clock);
        var alarms = new AlarmBook(post.Send, clock);
        alarms.Remember(AlertFile.Read(home.AlertsPath));
        var budgets = BudgetBooks.Open(home, BudgetTermsFrom.Config(config), clock, start.Notice);
        budgets.Crossed = crossing => alarms.Crossed(crossing.Budget, crossing.Scope, crossing.Passed, crossing.Percent, crossing.Spent, crossing.Limit, crossing.ResetsAt);
        var bodies = new BodyBudget(BodyBudget.Usual);
        var books = new Books(prices, new Calibration(), budgets, alarms, new AgentNames(home.AgentNamesPath, clock))
        {
            PriceFile = priceFile,
            Content = content,
            Learned = learned,
            Experience = new Experience { Calibrated = raw => learned.Current.Apply(raw, Scorer.Trained.Version), Kept = route => learned.Current.Of(route)?.Lower },
        };
        var rooms = new RoomsFrom(upstream, pacer, books, bodies, Seed(), clock, start.Environment, start.Notice);
        var watch = new ConfigWatch(home.ConfigPath, rooms.Build(config), rooms.Build, health, start.Notice, clock);
        ledger.Keeping = content.Keeping = () => watch.Current.Keeping;
        _ = SessionsAgain.RecallAsync(watch.Current, books, home.DatabasePath, start.Notice, clock);

        // The door.
        var token = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n") + Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var access = new Access(() => watch.Current, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), token);
        HttpFront? front = null;
        var (page, feed) = DashboardFrom.Build(new DashboardParts(home, watch, books, pacer, counters, health, access, () => front!.Address, start.Notice, clock) { Environment = start.Environment });
        var control = new Control(health, access, page, stopAsked);
        var door = new Door(() => watch.Current, new Road(start.Verbose ? new TellingLedger(ledger, start.Notice) : ledger, counters, bodies, clock), control.AnswerAsync, clock);
        try
        {
            front = await HttpFront.StartAsync(start.Endpoints, door.EnterAsync, logs, cancel);
            new RunningFile(Environment.ProcessId, front.Address.GetLeftPart(UriPartial.Authority), token, clock.GetUtcNow()).Write(home.PidPath);
            return new GatewayHost(front, feed, watch, sandbox, pools, pacer, new PacingSaves(pacer, home.PacingPath, start.Notice, clock), priceFile, ledger, content, learned, post, home.PidPath);
        }
        catch
        {
            await watch.DisposeAsync();
            await post.DisposeAsync();
            await priceFile.DisposeAsync();
            await learned.DisposeAsync();
            await content.DisposeAsync();
            await ledger.DisposeAsync();
            throw;
        }
    }

    private static Random Seed() => new(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));

    /// <summary>Takes no more calls and lets the open ones end; cuts what is open still when the token fires.</summary>
    public Task StopAsync(CancellationToken cut)
    {
        Pacer.Drain();

        // Pages that listen would hold the end up.
        _feed.End();
        return _front.StopAsync(cut);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _watch.DisposeAsync();
        await _saves.DisposeAsync();
        await _prices.DisposeAsync();
        await _learned.DisposeAsync();
        Pacer.Dispose();

        // Before the connections that it posts through.
        await _post.DisposeAsync();
        await _sandbox.DisposeAsync();
        foreach (var pool in _pools)
        {
            pool.Dispose();
        }

        await _content.DisposeAsync();
        await Ledger.DisposeAsync();
        File.Delete(_runningPath);
    }
}
