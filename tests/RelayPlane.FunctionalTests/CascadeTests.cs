using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary><c>routing.cascade</c> on real sockets: what the client sees, and what the ledger keeps.</summary>
public sealed class CascadeTests
{
    private const string Cheap = "claude-haiku-4-5";
    private const string Dear = "claude-sonnet-4-6";
    private static readonly NeutralReply s_refused = Saying("I'm sorry, but I can't assist with that.");

    [Theory]
    [InlineData("Messages", false)]
    [InlineData("Messages", true)]
    [InlineData("Chat", false)]
    [InlineData("Chat", true)]
    [InlineData("Responses", false)]
    [InlineData("Responses", true)]
    [InlineData("Generate", false)]
    [InlineData("Generate", true)]
    public async Task A_client_of_any_format_gets_the_answer_of_the_model_that_gave_a_good_one(string format, bool stream)
    {
        var wire = Enum.Parse<WireFormat>(format);
        await using var provider = new RawProvider((request, to, cancel) => AnswerAsync(to, request, IsCheap(request) ? s_refused : Saying("Paris."), cancel));
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": ["refusal", "empty"] """));
        using var request = Ask(wire, stream);
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var said = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("Paris.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("sorry", said, StringComparison.Ordinal);
        Assert.Equal($"anthropic/{Cheap}->anthropic/{Dear}", reply.Headers.GetValues("x-relayplane-fallback").Single());
        Assert.Equal(Dear, reply.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Equal("2", reply.Headers.GetValues("x-relayplane-attempts").Single());

        // 20 tokens in and 7 out: at 1 and 5 dollars a million, and at 3 and 15.
        var rows = await lab.RowsAsync(1, "SELECT a.model, a.verdict, a.cost_nano, c.outcome FROM attempts a JOIN calls c ON c.seq = a.call ORDER BY a.number");
        Assert.Equal([Cheap, Dear], rows.Select(row => row["model"]));
        Assert.Equal([55_000L, 165_000L], rows.Select(row => row["cost_nano"]));
        Assert.All(rows, row => Assert.Equal(("answered", "answered"), (row["verdict"], row["outcome"])));
    }

    [Fact]
    public async Task Where_no_better_answer_is_to_be_had_the_first_is_given_and_the_call_has_not_failed()
    {
        await using var provider = new RawProvider((request, to, cancel) => IsCheap(request)
            ? AnswerAsync(to, request, s_refused, cancel)
            : RawProvider.WriteAsync(to, "HTTP/1.1 404 X\r\ncontent-type: application/json\r\n", """{"type":"error","error":{"type":"not_found_error","message":"model: x"}}"""u8.ToArray(), cancel));
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "refusal" """));
        using var request = Ask(WireFormat.Messages, stream: true);
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, true, s_refused with { Model = Cheap })), await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Cheap, reply.Headers.GetValues("x-relayplane-routed-model").Single());
        var rows = await lab.RowsAsync(1, "SELECT c.outcome, c.status, a.verdict FROM attempts a JOIN calls c ON c.seq = a.call ORDER BY a.number");
        Assert.Equal(["answered", "rejected"], rows.Select(row => row["verdict"]));
        Assert.All(rows, row => Assert.Equal(("answered", 200L), (row["outcome"], row["status"])));
    }

    [Fact]
    public async Task With_an_answer_in_hand_a_client_is_answered_before_it_would_leave()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (request, to, cancel) =>
        {
            if (IsCheap(request))
            {
                await AnswerAsync(to, request, s_refused, cancel);
                return;
            }

            begun.SetResult();
            if (await to.ReadAsync(new byte[1], cancel) == 0)
            {
                throw new IOException("The gateway hung up.");
            }
        });
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "refusal" """), clock: clock);
        using var request = Ask(WireFormat.Messages, stream: false);
        request.Headers.Add("x-relayplane-deadline-ms", "9000");
        var asking = lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(8));

        using var reply = await asking;
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, false, s_refused with { Model = Cheap })), await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Cheap, reply.Headers.GetValues("x-relayplane-routed-model").Single());
        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        // The clock stands still: what the ledger would gather for a moment is written as it closes.
        await lab.StopAsync(TestContext.Current.CancellationToken);
        await lab.Ledger.DisposeAsync();
        var rows = await lab.RowsAsync(1, "SELECT c.outcome, c.status, a.model, a.verdict FROM attempts a JOIN calls c ON c.seq = a.call ORDER BY a.number");
        Assert.Equal([("answered", 200L, Cheap, "answered"), ("answered", 200L, Dear, "timed_out")], rows.Select(row => ((string)row["outcome"]!, (long)row["status"]!, (string)row["model"]!, (string)row["verdict"]!)));
    }

    [Fact]
    public async Task A_call_that_goes_up_before_it_is_sent_because_it_would_have_to_wait_says_so()
    {
        await using var provider = new RawProvider((request, to, cancel) => IsCheap(request)
            ? RawProvider.WriteAsync(to, "HTTP/1.1 429 X\r\ncontent-type: application/json\r\nretry-after: 300\r\n", """{"type":"error","error":{"type":"rate_limit_error","message":"later"}}"""u8.ToArray(), cancel)
            : AnswerAsync(to, request, Saying("Paris."), cancel));
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "rate_limit" """));
        var reasons = new List<string>();
        for (var call = 0; call < 2; call++)
        {
            using var request = Ask(WireFormat.Messages, stream: false);
            using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(Dear, reply.Headers.GetValues("x-relayplane-routed-model").Single());
            reasons.Add(reply.Headers.GetValues("x-relayplane-reason").Single());
        }

        Assert.Equal([$"cascade:{Cheap}", $"cascade:{Cheap}+rate_limit"], reasons);
        var rows = await lab.RowsAsync(2, "SELECT c.reason, a.model, a.escalated FROM attempts a JOIN calls c ON c.seq = a.call ORDER BY a.seq");
        Assert.Equal([(reasons[0], Cheap, "rate_limit"), (reasons[0], Dear, null), (reasons[1], Dear, null)], rows.Select(row => ((string)row["reason"]!, (string)row["model"]!, (string?)row["escalated"])));
    }

    [Fact]
    public async Task With_an_answer_in_hand_no_step_above_is_asked_twice()
    {
        await using var provider = new RawProvider((request, to, cancel) => IsCheap(request)
            ? AnswerAsync(to, request, s_refused, cancel)
            : RawProvider.WriteAsync(to, "HTTP/1.1 500 X\r\ncontent-type: application/json\r\n", """{"type":"error","error":{"type":"api_error","message":"x"}}"""u8.ToArray(), cancel));
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "refusal" """));
        using var request = Ask(WireFormat.Messages, stream: false);
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, Cheap), (reply.StatusCode, reply.Headers.GetValues("x-relayplane-routed-model").Single()));
        var rows = await lab.RowsAsync(1, "SELECT verdict, escalated FROM attempts ORDER BY number");
        Assert.Equal([("answered", "refusal"), ("faulted", null)], rows.Select(row => ((string)row["verdict"]!, (string?)row["escalated"])));
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_an_answer_is_held_back_cancels_it_upstream()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (_, to, cancel) =>
        {
            await to.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
            await RawProvider.ChunkAsync(to, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, true, s_refused)).Split("event: message_delta")[0]), cancel);
            begun.SetResult();
            if (await to.ReadAsync(new byte[1], cancel) == 0)
            {
                throw new IOException("The gateway hung up.");
            }
        });
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "refusal" """));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = Ask(WireFormat.Messages, stream: true);
        var asking = lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, a.verdict, a.model FROM attempts a JOIN calls c ON c.seq = a.call"));
        Assert.Equal(("cancelled", "cancelled", Cheap), (row["outcome"], row["verdict"], row["model"]));
    }

    [Fact]
    public async Task Fifty_clients_at_once_each_get_their_own_better_answer()
    {
        await using var provider = new RawProvider((request, to, cancel) => AnswerAsync(to, request, IsCheap(request) ? s_refused : Saying($"for {Number(request.Text)}"), cancel));
        await using var lab = await Lab.StartAsync(Config(provider, """ "escalateOn": "refusal" """));
        var said = await Task.WhenAll(Enumerable.Range(100, 50).Select(async number =>
        {
            using var request = Ask(WireFormat.Messages, stream: number % 2 == 0, $"call {number}");
            using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
            return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }));
        Assert.All(said.Index(), one => Assert.Contains($"for {one.Index + 100}", one.Item, StringComparison.Ordinal));
        Assert.Equal(100L, Assert.Single(await lab.RowsAsync(50, "SELECT COUNT(*) AS attempts FROM attempts"))["attempts"]);

        static string Number(string text) => text[(text.IndexOf("call ", StringComparison.Ordinal) + 5)..][..3];
    }

    private static string Config(RawProvider provider, string cascade) => $$"""
        { "providers": { "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "sk-test" } },
          "routing": { "mode": "cascade", "cascade": { "enabled": true, "models": ["anthropic/{{Cheap}}", "anthropic/{{Dear}}"], {{cascade}} } } }
        """;

    private static NeutralReply Saying(string text) => new("msg_1", Dear, [new TextBlock(text)], new Stop(StopKind.EndTurn), new TokenUsage(20, 0, 0, 0, 7, 0));

    private static bool IsCheap(RawRequest request) => request.Text.Contains(Cheap, StringComparison.Ordinal);

    private static HttpRequestMessage Ask(WireFormat format, bool stream, string text = "Which is the capital of France?")
    {
        var flag = stream ? "true" : "false";
        return format switch
        {
            WireFormat.Messages => PassThroughTests.Post("/v1/messages", $$"""{"model":"{{Dear}}","max_tokens":8192,"stream":{{flag}},"messages":[{"role":"user","content":"{{text}}"}]}"""),
            WireFormat.Chat => PassThroughTests.Post("/v1/chat/completions", $$"""{"model":"{{Dear}}","stream":{{flag}},"messages":[{"role":"user","content":"{{text}}"}]}"""),
            WireFormat.Responses => PassThroughTests.Post("/v1/responses", $$"""{"model":"{{Dear}}","stream":{{flag}},"input":"{{text}}"}"""),
            _ => PassThroughTests.Post($"/v1beta/models/{Dear}:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}", $$"""{"contents":[{"role":"user","parts":[{"text":"{{text}}"}]}]}"""),
        };
    }

    private static Task AnswerAsync(NetworkStream to, RawRequest request, NeutralReply reply, CancellationToken cancel)
    {
        var stream = request.Text.Contains("\"stream\":true", StringComparison.Ordinal);
        var model = IsCheap(request) ? Cheap : Dear;
        var bytes = Bytes(WireFormat.Messages, stream, reply with { Model = model });
        return stream ? RawProvider.StreamAsync(to, bytes.Chunk(50), cancel) : RawProvider.WriteAsync(to, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", bytes, cancel);
    }

    private static byte[] Bytes(WireFormat format, bool stream, NeutralReply reply)
    {
        var written = new ArrayBufferWriter<byte>();
        var client = Formats.Client(format)!;
        var context = new ReplyContext("id1", IsDear(reply) ? Dear : Cheap, DateTimeOffset.UnixEpoch);
        if (stream)
        {
            var writer = client.Writer(context);
            foreach (var next in Gathering.Events(reply))
            {
                writer.Write(next, written);
            }
        }
        else
        {
            using var json = new Utf8JsonWriter(written);
            client.WriteReply(json, reply, context);
        }

        return written.WrittenSpan.ToArray();
    }

    private static bool IsDear(NeutralReply reply) => reply.Model == Dear;
}
