using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Dispatch;
using RelayPlane.Gateway;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Dispatch.Judging;

/// <summary>Calls that climb a ladder: the real dispatcher, pacer and relay before providers that answer, in the format that they are asked in, what a script says.</summary>
internal sealed class LadderPlay : IDisposable
{
    public static readonly NeutralReply Good = Saying("Paris.");

    public static readonly NeutralReply Refused = Saying("I'm sorry, but I can't assist with that.");

    private readonly HttpMessageInvoker _pool;
    private static readonly string[] s_providers = ["mine", "anthropic", "openai", "google"];

    private readonly TimeProvider _clock;
    private readonly Pacer _pacer;
    private readonly Dispatcher _dispatcher;

    /// <param name="answers">What an attempt meets, given the model that is asked.</param>
    /// <param name="clock">The machine's own unless given.</param>
    /// <param name="seconds">How long an attempt takes until its headers come; null for no time.</param>
    public LadderPlay(Func<string, HttpRequestMessage, HttpResponseMessage> answers, TimeProvider? clock = null, double? seconds = null)
    {
        _clock = clock ?? TimeProvider.System;
        _pacer = new Pacer(_clock, new Random(1));
        _pool = new HttpMessageInvoker(new Upstream(answers, async cancel => await (seconds is { } takes ? Task.Delay(TimeSpan.FromSeconds(takes), _clock, cancel) : Task.CompletedTask)));
        var keys = Rings.Of(ClientKeys.Ignore, [.. s_providers.Select(name => (name, Key))]);
        _dispatcher = new Dispatcher(_pacer, new Attempting(new UpstreamClient(_pool, _pool), _clock), keys, Origins, _clock, new Random(1));
    }

    /// <summary>The one key that each provider has.</summary>
    public static Credential Key { get; } = new("k", "secret");

    public Origins Origins { get; } = new();

    /// <summary>What is still held once all have ended: reservations, and calls under way.</summary>
    public (int Unsettled, int InFlight) Held => _pacer.Look((table, _) => (table.Lanes.Sum(lane => lane.Mirror.Unsettled), table.Lanes.Sum(lane => lane.Window.InFlight)));

    public static NeutralReply Saying(string text) => new("r1", "m", [new TextBlock(text)], new Stop(StopKind.EndTurn), new TokenUsage(20, 0, 0, 0, 7, 0));

    /// <summary>A plan that begins at the first of the targets and climbs the others.</summary>
    public static Plan Plan(EscalateOn on, int most, bool holdsStreams, params Target[] steps) =>
        new(on.HasFlag(EscalateOn.RateLimit) ? steps : steps[..1], "test") { Ladder = new Ladder(steps, on, most, holdsStreams) };

    public static Target At(string provider, string model) => new(Providers.Named(provider), model);

    /// <summary>A call in a format, as the gateway would have read it.</summary>
    public static Call Asking(WireFormat format, bool stream, string rest = "")
    {
        var endpoint = WireFormats.EndpointOf(format, stream);
        var flag = stream ? "true" : "false";
        var body = format switch
        {
            WireFormat.Messages => $$"""{"model":"m","max_tokens":8192,"stream":{{flag}}{{rest}},"messages":[{"role":"user","content":"hi"}]}""",
            WireFormat.Chat => $$"""{"model":"m","stream":{{flag}}{{(stream ? ",\"stream_options\":{\"include_usage\":true}" : string.Empty)}}{{rest}},"messages":[{"role":"user","content":"hi"}]}""",
            WireFormat.Responses => $$"""{"model":"m","stream":{{flag}}{{rest}},"input":"hi"}""",
            _ => """{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}""",
        };
        var api = format switch { WireFormat.Messages => Api.Anthropic, WireFormat.Generate => Api.Gemini, _ => Api.OpenAI };
        var call = Calls.Scanned(api, endpoint, body);
        return call with { Query = format == WireFormat.Generate && stream ? "?alt=sse" : string.Empty, Facts = call.Facts with { Model = "m", Stream = stream } };
    }

    /// <summary>A reply as a provider gives it to such a request.</summary>
    public static HttpResponseMessage Reply(HttpRequestMessage request, NeutralReply reply)
    {
        var (format, stream) = AskedIn(request);
        return Reply(200, stream ? "text/event-stream" : "application/json", Bytes(format, stream, reply));
    }

    public static HttpResponseMessage Reply(int status, string type, byte[] body, bool hangs = false)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new ScriptedBody(body.Length == 0 ? [] : [body], hangs: hangs)) };
        reply.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return reply;
    }

    public static HttpResponseMessage Error(int status, string type) =>
        Reply(status, "application/json", Encoding.UTF8.GetBytes($$"""{"type":"error","error":{"type":"{{type}}","message":"It is so."} }"""));

    public static byte[] Bytes(WireFormat format, bool stream, NeutralReply reply)
    {
        var written = new ArrayBufferWriter<byte>();
        var client = Formats.Client(format)!;
        var context = new ReplyContext("id1", "m", DateTimeOffset.UnixEpoch) { IncludeUsage = true };
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

    /// <summary>Sends a call and relays what comes of it.</summary>
    public async Task<Played> PlayAsync(Call call, Plan plan, Func<Attempt, bool>? mayGoOn = null, CancellationToken cancel = default)
    {
        var trail = new Trail { MayGoOn = mayGoOn, Estimate = (attempt, asked) => Estimated.Of(call, asked, attempt) };
        var sent = await _dispatcher.SendAsync(call, plan, "agent", trail, cancel);
        if (!sent.TryGet(out var dispatched, out var refusal))
        {
            return new Played(trail, null, refusal);
        }

        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Response.Body = body;
        using (dispatched)
        {
            var relayed = await new ReplyRelay(_clock).CopyAsync(call, dispatched, http.Response, Terms.Default, _ => { }, cancel);
            trail.Attempts[relayed.Attempt.Number - 1] = relayed.Attempt;
            dispatched.Settle(relayed.Attempt);
        }

        return new Played(trail, body.ToArray(), null);
    }

    public void Dispose()
    {
        _pacer.Dispose();
        _pool.Dispose();
    }

    private static (WireFormat Format, bool Stream) AskedIn(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var stream = path.Contains("streamGenerate", StringComparison.Ordinal) || Body(request).Contains("\"stream\":true", StringComparison.Ordinal);
        return (path.Contains("/messages", StringComparison.Ordinal) ? WireFormat.Messages
            : path.Contains("/chat/", StringComparison.Ordinal) ? WireFormat.Chat
            : path.Contains("/responses", StringComparison.Ordinal) ? WireFormat.Responses
            : WireFormat.Generate, stream);
    }

    private static string Body(HttpRequestMessage request) => request.Content!.ReadAsStringAsync().GetAwaiter().GetResult();

    /// <summary>The providers.</summary>
    private sealed class Upstream(Func<string, HttpRequestMessage, HttpResponseMessage> answers, Func<CancellationToken, Task> working) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            await working(cancellationToken);
            var path = request.RequestUri!.AbsolutePath;
            var at = path.IndexOf("models/", StringComparison.Ordinal);
            var model = at >= 0 ? path[(at + 7)..].Split(':')[0] : JsonDocument.Parse(Body(request)).RootElement.GetProperty("model").GetString()!;
            return answers(model, request);
        }
    }
}

/// <summary>What came of a call.</summary>
/// <param name="Body">What the client was sent; null where it was refused.</param>
internal sealed record Played(Trail Trail, byte[]? Body, Refusal? Refusal)
{
    /// <summary>Each attempt as <c>model:verdict</c>, with what made the call climb after it.</summary>
    public string Way => string.Join(' ', Trail.Attempts.Select(attempt => $"{attempt.Target.Model}:{attempt.Verdict}{(attempt.Escalated is { } on ? $">{on}" : string.Empty)}"));
}
