using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission.Alarms;
using RelayPlane.Ledger;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.FunctionalTests;

public sealed class AlertTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relayplane-alerts-").FullName;
    private readonly ConcurrentQueue<string> _notices = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HttpMessageInvoker _http = new(Connections.Open());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string HistoryPath => Path.Combine(_folder, "alerts.jsonl");

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_webhook_is_signed_over_its_very_bytes_and_says_what_happened()
    {
        await using var hook = Answering(200);
        await using (var post = Post(_clock))
        {
            Send(post, hook, "s3cret");
            await UntilAsync(() => Delivered() is true);
        }

        var request = Assert.Single(hook.Requests);
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, request.Body))}", request.Header(Webhook.SignatureHeader));
        Assert.Equal("1793534400", request.Header(Webhook.TimestampHeader));
        Assert.Equal("application/json", request.Header("content-type"));
        using var body = JsonDocument.Parse(request.Text);
        var said = body.RootElement;
        Assert.Equal(("id1", "velocity", "session one"), (said.GetProperty("id").GetString(), said.GetProperty("type").GetString(), said.GetProperty("key").GetString()));
        Assert.Equal(80, said.GetProperty("data").GetProperty("calls").GetInt64());
        Assert.Equal("RelayPlane warning: too many", said.GetProperty("text").GetString());
        Assert.Equal("Alert (velocity): too many", Assert.Single(_notices));
    }

    [Fact]
    public async Task A_webhook_that_fails_is_tried_again_after_a_second_and_then_later_until_it_takes_the_alert()
    {
        var answers = new Queue<int>([500, 503, 200]);
        await using var hook = Answering(answers.Dequeue);
        await using var post = Post();
        Send(post, hook);
        await UntilAsync(() => hook.Requests.Count == 1);
        Assert.Equal((false, 1), (Delivered(), hook.Requests.Count));
        await TickUntilAsync(TimeSpan.FromSeconds(1), () => hook.Requests.Count == 2);
        await TickUntilAsync(TimeSpan.FromSeconds(5), () => Delivered() is true);
        Assert.Equal(3, hook.Requests.Count);
        Assert.Single(hook.Requests.Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task A_webhook_that_never_takes_it_is_given_up_and_the_history_says_so()
    {
        await using var hook = Answering(500);
        await using var post = Post();
        Send(post, hook);
        await TickUntilAsync(TimeSpan.FromMinutes(2), () => _notices.Any(notice => notice.Contains("could not be delivered", StringComparison.Ordinal)));
        Assert.Equal(5, hook.Requests.Count);
        Assert.False(Delivered());
        Assert.Contains("127.0.0.1 answered 500", _notices.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_ends_tries_what_is_open_once_more_and_does_not_wait_for_its_turn()
    {
        var answers = new Queue<int>([500, 200]);
        await using var hook = Answering(answers.Dequeue);
        var post = Post();
        Send(post, hook);
        await UntilAsync(() => hook.Requests.Count == 1);
        await post.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Equal(2, hook.Requests.Count);
        Assert.True(Delivered());
    }

    [Fact]
    public async Task A_webhook_that_sends_elsewhere_is_not_followed()
    {
        await using var other = Answering(200);
        await using var hook = RawProvider.Json("{}", 302, $"location: {other.Address}/stolen\r\n");
        var post = Post();
        Send(post, hook);
        await UntilAsync(() => !hook.Requests.IsEmpty);
        await post.DisposeAsync();
        Assert.Empty(other.Requests);
        Assert.False(Delivered());
    }

    [Fact]
    public async Task A_loop_is_told_to_its_client_by_webhook_and_in_the_history_once()
    {
        await using var hook = Answering(200);
        await using var provider = RawProvider.Json("""{"id":"m","model":"claude-x","usage":{"input_tokens":5,"output_tokens":1}}""");
        var config = Lab.ConfigFor(provider, $$"""
            "anomaly": { "enabled": true, "repetitionThreshold": 3 }, "alerts": { "enabled": true, "webhookUrl": "{{hook.Address}}", "webhookSecret": "env:SECRET" }
            """);
        await using var lab = await Lab.StartAsync(config, new Dictionary<string, string> { ["SECRET"] = "s3cret" });
        var said = new List<string?>();
        for (var time = 0; time < 6; time++)
        {
            using var reply = await AskAsync(lab);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            said.Add(reply.Headers.TryGetValues("x-relayplane-alert", out var values) ? values.Single() : null);
        }

        Assert.Equal([2], said.Index().Where(one => one.Item is not null).Select(one => one.Index));
        Assert.StartsWith("repetition: The same request came 3 times within 5 min from session abc.", said[2], StringComparison.Ordinal);
        await UntilAsync(() => AlertFile.Read(lab.Home.AlertsPath) is [{ Delivered: true }]);
        Assert.StartsWith("sha256=", Assert.Single(hook.Requests).Header(Webhook.SignatureHeader), StringComparison.Ordinal);
        Assert.Contains(lab.Notices, notice => notice.StartsWith("Alert (repetition)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_loop_is_refused_in_the_clients_own_shape_where_the_config_asks_for_it()
    {
        await using var provider = RawProvider.Json("""{"id":"m","model":"claude-x"}""");
        await using var lab = await Lab.InFrontOfAsync(provider, """ "anomaly": { "enabled": true, "repetitionThreshold": 2, "actions": ["log", "block"] } """);
        using (var first = await AskAsync(lab))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }

        using var second = await AskAsync(lab);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
        Assert.Equal("false", second.Headers.GetValues("x-should-retry").Single());
        using var body = JsonDocument.Parse(await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("permission_error", body.RootElement.GetProperty("error").GetProperty("type").GetString());
        Assert.Single(provider.Requests);
    }

    private static async Task<HttpResponseMessage> AskAsync(Lab lab)
    {
        using var request = PassThroughTests.Post("/v1/messages", """{"model":"claude-x","max_tokens":5,"messages":[{"role":"user","content":"are we there yet?"}]}""", ("x-api-key", "k"), ("x-relayplane-session", "abc"));
        return await lab.Http.SendAsync(request, Cancel);
    }

    private static RawProvider Answering(int status) => Answering(() => status);

    private static RawProvider Answering(Func<int> status) => new((_, stream, cancel) => AnswerAsync(stream, status(), cancel));

    private static Task AnswerAsync(NetworkStream stream, int status, CancellationToken cancel) =>
        RawProvider.WriteAsync(stream, $"HTTP/1.1 {status} X\r\ncontent-type: text/plain\r\n", Encoding.UTF8.GetBytes("so"), cancel);

    private static async Task UntilAsync(Func<bool> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!so())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    /// <param name="patience">The clock of single tries: the machine's own, since the other one leaps.</param>
    private AlertPost Post(TimeProvider? patience = null) => new(new Webhook(_http, patience ?? TimeProvider.System), new AlertFile(HistoryPath, _notices.Enqueue), _notices.Enqueue, _clock);

    private void Send(AlertPost post, RawProvider hook, string? secret = null) => post.Send(
        new Alert("id1", AlertTypes.Velocity, "warning", "too many", "session one", _clock.GetUtcNow(), new AlertData { Calls = 80 }),
        AlarmActions.Log | AlarmActions.Webhook,
        [new WebhookTarget(new Uri(hook.Address), secret)],
        500);

    private bool? Delivered() => AlertFile.Read(HistoryPath) is [var alert] ? alert.Delivered : null;

    /// <summary>Lets so much time pass again and again: a wait may begin just after the clock was moved.</summary>
    private Task TickUntilAsync(TimeSpan step, Func<bool> so) => UntilAsync(() =>
    {
        if (so())
        {
            return true;
        }

        _clock.Advance(step);
        return false;
    });
}
