using System.IO.Pipelines;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission.Budgets;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Live;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Tests.Ledger;

namespace RelayPlane.Tests.Dashboard.Live;

/// <summary>A ledger, a feed of what changes in it, and pages that listen, in time that only the test moves.</summary>
internal sealed class LiveLab : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly List<Task> _answers = [];
    private long _number;

    public LiveLab()
    {
        Ledger = new SqliteLedger(Folder.Database, TimeProvider.System);
        Feed = new LiveFeed(
            new LiveSources(new CallsReader(Folder.Database), () => Gateway, () => Limits, () => BudgetsAnswer.Of(BudgetTerms.Off, new BudgetReport([], 0, 0, 0), Clock.GetUtcNow()), AlertsPath, () => Config, () => "the-hash"), Clock);
        Api = new Api(new LivePaths(Feed).All, TestAccess.Open, _ => { }, Clock);
    }

    public FakeTimeProvider Clock { get; } = new();

    public TempFolder Folder { get; } = new();

    public SqliteLedger Ledger { get; }

    public LiveFeed Feed { get; }

    public Api Api { get; }

    public EventGateway Gateway { get; set; } = new(0, 0, 0, 0, "ok", null);

    public LimitsAnswer Limits { get; set; } = LimitsAnswer.Of(PacingReport.Empty, 0, default);

    public object Config { get; set; } = new();

    public string AlertsPath => Path.Combine(Folder.Root, "alerts.jsonl");

    /// <summary>Records calls and waits until they are in the database.</summary>
    public async Task RecordAsync(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            Ledger.Record(Entries.Call($"call-{++_number:0000}", Entries.Attempt()));
        }

        await LedgerFixture.UntilAsync(() => Ledger.Health.Written >= _number);
    }

    /// <summary>Opens the page: the reply's status, and its events as they come.</summary>
    public Page Open(string? lastEventId = null)
    {
        var pipe = new Pipe();
        var http = new DefaultHttpContext { RequestAborted = _closed.Token };
        http.Request.Method = "GET";
        http.Request.Path = "/api/events";
        http.Response.Body = pipe.Writer.AsStream();
        if (lastEventId is not null)
        {
            http.Request.Headers["Last-Event-ID"] = lastEventId;
        }

        var answer = AnswerAsync(http, pipe);
        _answers.Add(answer);
        return new Page(this, http, answer, pipe.Reader.AsStream());
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        Feed.End();
        await Task.WhenAll(_answers);
        await LedgerFixture.UntilAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(0.25));
            return !Feed.Runs;
        });
        await Ledger.DisposeAsync();
        _closed.Dispose();
        Folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext http, Pipe pipe)
    {
        await Api.AnswerAsync(http);
        await pipe.Writer.CompleteAsync();
    }

    /// <summary>A page that listens.</summary>
    internal sealed class Page(LiveLab lab, HttpContext http, Task answer, Stream body)
    {
        private readonly IAsyncEnumerator<SseItem<string>> _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();

        public int Status => http.Response.StatusCode;

        public Task Ended => answer;

        /// <summary>The next event of some name, while time passes; others are passed over.</summary>
        public async Task<(string? Id, JsonElement Data)> NextAsync(string name)
        {
            while (true)
            {
                var next = _events.MoveNextAsync().AsTask();
                await LedgerFixture.UntilAsync(() =>
                {
                    lab.Clock.Advance(TimeSpan.FromSeconds(0.25));
                    return next.IsCompleted;
                });
                if (!await next)
                {
                    throw new EndOfStreamException($"The events ended before {name}.");
                }

                if (_events.Current.EventType == name)
                {
                    return (_events.Current.EventId, JsonDocument.Parse(_events.Current.Data).RootElement);
                }
            }
        }
    }
}
