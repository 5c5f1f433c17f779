using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Dashboard.Live;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Live;

public sealed class LivePathsTests
{
    [Fact]
    public async Task A_page_hears_of_calls_that_are_written_after_it_came()
    {
        await using var lab = new LiveLab();
        await lab.RecordAsync(3);
        var page = lab.Open();
        await page.NextAsync("gateway");
        await lab.RecordAsync(2);
        var (id, data) = await page.NextAsync("calls");
        Assert.Equal(("5", 0, "call-0005 call-0004"), (id, data.GetProperty("more").GetInt32(), Ids(data)));
        Assert.Equal(("claude-haiku-4-5", 127, 177), (Row(data).GetProperty("model").GetString(), Row(data).GetProperty("tokens_in").GetInt32(), Row(data).GetProperty("cost_nano").GetInt32()));
    }

    [Fact]
    public async Task Of_very_many_calls_the_newest_hundred_are_sent_and_the_others_counted()
    {
        await using var lab = new LiveLab();
        var page = lab.Open();
        await page.NextAsync("gateway");
        for (var call = 0; call < 350; call++)
        {
            lab.Ledger.Record(Entries.Call($"many-{call:000}", Entries.Attempt()));
        }

        await LedgerFixture.UntilAsync(() => lab.Ledger.Health.Written == 350);
        var (seen, last) = (0L, string.Empty);
        while (last != "many-349")
        {
            var (_, data) = await page.NextAsync("calls");
            var ids = Ids(data).Split(' ');
            Assert.InRange(ids.Length, 1, LiveReading.MostCalls);
            (seen, last) = (seen + ids.Length + data.GetProperty("more").GetInt64(), ids[0]);
        }

        Assert.Equal(350, seen);
    }

    [Fact]
    public async Task A_page_that_comes_again_goes_on_where_it_was()
    {
        await using var lab = new LiveLab();
        await lab.RecordAsync(150);
        var (id, data) = await lab.Open(lastEventId: "148").NextAsync("calls");
        Assert.Equal(("150", "call-0150 call-0149"), (id, Ids(data)));
        var (_, all) = await lab.Open(lastEventId: "10").NextAsync("calls");
        Assert.Equal((100, 40, "call-0150"), (all.GetProperty("calls").GetArrayLength(), all.GetProperty("more").GetInt32(), Row(all).GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_state_is_told_when_a_page_comes_and_when_it_changes_and_else_not()
    {
        await using var lab = new LiveLab();
        var page = lab.Open();
        Assert.Equal("ok", (await page.NextAsync("gateway")).Data.GetProperty("status").GetString());
        await page.NextAsync("limits");
        await page.NextAsync("budgets");
        lab.Gateway = new EventGateway(2, 1, 7, 3, "degraded", "a reason");

        // Only what changed comes: the limits and budgets are as they were.
        var later = await page.NextAsync("gateway");
        Assert.Equal("""{"open":2,"waiting":1,"calls":7,"failed":3,"status":"degraded","reason":"a reason"}""", later.Data.GetRawText());
        lab.Limits = lab.Limits with { ClientRateLimited = 1 };
        Assert.Equal(1, (await page.NextAsync("limits")).Data.GetProperty("clientRateLimited").GetInt32());
    }

    [Fact]
    public async Task A_page_that_comes_later_is_told_how_all_stands()
    {
        await using var lab = new LiveLab();
        await lab.Open().NextAsync("budgets");
        var second = lab.Open();
        await second.NextAsync("gateway");
        await second.NextAsync("limits");
        await second.NextAsync("budgets");
    }

    [Fact]
    public async Task An_alert_comes_as_it_is_raised_and_again_once_it_is_delivered()
    {
        await using var lab = new LiveLab();
        var file = new AlertFile(lab.AlertsPath, _ => { });
        var alert = new Alert("a-1", AlertTypes.Velocity, "warning", "Too <many> calls.", "agent", Entries.Noon, new AlertData()) { Delivered = false };
        file.Write(alert with { Id = "a-0" }, 10);
        var page = lab.Open();
        await page.NextAsync("gateway");
        file.Write(alert, 10);
        var (_, first) = await page.NextAsync("alert");
        Assert.Equal(("a-1", false), (first.GetProperty("id").GetString(), first.GetProperty("delivered").GetBoolean()));
        file.Write(alert with { Delivered = true }, 10);
        var (_, again) = await page.NextAsync("alert");
        Assert.Equal(("a-1", true), (again.GetProperty("id").GetString(), again.GetProperty("delivered").GetBoolean()));
    }

    [Fact]
    public async Task A_reload_of_the_config_is_told_also_where_the_file_is_bad()
    {
        await using var lab = new LiveLab();
        var page = lab.Open();
        await page.NextAsync("gateway");
        lab.Config = new object();
        Assert.Equal("the-hash", (await page.NextAsync("config")).Data.GetProperty("hash").GetString());
        lab.Gateway = lab.Gateway with { Reason = "The config is bad." };
        await page.NextAsync("config");
    }

    [Fact]
    public async Task One_feed_serves_all_and_it_runs_only_while_somebody_listens()
    {
        await using var lab = new LiveLab();
        Assert.False(lab.Feed.Runs);
        var (first, second) = (lab.Feed.Listen(null)!, lab.Feed.Listen(null)!);
        Assert.True(lab.Feed.Runs);
        lab.Feed.Leave(first);
        lab.Feed.Leave(second);
        await LedgerFixture.UntilAsync(() =>
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(0.25));
            return !lab.Feed.Runs;
        });
        await lab.Open().NextAsync("gateway");
    }

    [Fact]
    public async Task No_more_than_so_many_pages_may_listen()
    {
        await using var lab = new LiveLab();
        var listeners = Enumerable.Range(0, LiveFeed.MostListeners).Select(_ => lab.Feed.Listen(null)!).ToArray();
        var refused = lab.Open();
        await refused.Ended;
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.Status);
        lab.Feed.Leave(listeners[0]);
        var page = lab.Open();
        await page.NextAsync("gateway");
        foreach (var listener in listeners[1..])
        {
            lab.Feed.Leave(listener);
        }
    }

    [Fact]
    public void A_listener_that_does_not_read_is_cut_off_rather_than_buffered_for()
    {
        using var listener = new LiveListener(null, TimeProvider.System);
        var offered = 0;
        while (listener.Offer([EventFrame.KeepAlive]))
        {
            Assert.True(++offered < 1000, "It takes everything.");
        }

        Assert.False(listener.Offer([EventFrame.KeepAlive]));
    }

    [Fact]
    public async Task Open_pages_do_not_hold_up_the_end_of_the_gateway()
    {
        await using var lab = new LiveLab();
        await using var front = await HttpFront.StartAsync([new IPEndPoint(IPAddress.Loopback, 0)], async http => await lab.Api.AnswerAsync(http), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri(front.Address, "/api/events"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", reply.Content.Headers.ContentType?.MediaType);
        using var body = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(": connected", await body.ReadLineAsync(TestContext.Current.CancellationToken));
        lab.Feed.End();
        await front.StopAsync(CancellationToken.None);
        Assert.Contains("retry", await body.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(lab.Feed.Listen(null));
    }

    private static string Ids(JsonElement data) => string.Join(' ', data.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()));

    private static JsonElement Row(JsonElement data) => data.GetProperty("calls")[0];
}
