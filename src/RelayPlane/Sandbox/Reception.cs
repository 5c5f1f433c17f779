using System.Globalization;
using RelayPlane.Sandbox.Control;
using RelayPlane.Sandbox.Limits;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Sending;
using RelayPlane.Sandbox.Strictness;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox;

/// <summary>The sandbox's own road: read, log, meet the scripted faults, check the key, the model and the limits, answer.</summary>
internal sealed class Reception(SandboxOptions options, TimeProvider clock, RequestLog log, Tally tally, ControlDesk desk, AttemptLog attempts, Forecast forecast)
{
    private const long DefaultMaxOutput = 1024;

    // A model without limits: seconds to the first token, tokens per second.
    private const double LiveFirstToken = 0.4;
    private const double LiveSpeed = 60;
    private readonly Ids _ids = new();
    private readonly Faults _faults = new(options.Seed);
    private readonly PromptCache _cache = new(clock);
    private readonly LimitBook _limits = new(options.Limits, options.ModelLimits, options.Seed, clock);

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/sandbox"))
        {
            await desk.AnswerAsync(context);
            return;
        }

        tally.Called();
        try
        {
            await ReceiveAsync(context);
        }
        catch (Exception error) when (error is OperationCanceledException or BrokenOff)
        {
            tally.BrokenOff();
            throw;
        }
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var door = Door.Of(context.Request);
        var id = _ids.Next();
        using var body = await Body.ReadAsync(context.Request);
        log.Add(context.Request, body.Span);
        WriteIds(context.Response, door, id);
        if (!TryBehaviour(context.Request, out var behaviour, out var trouble))
        {
            await RefuseAsync(context, new Behaviour(), door, trouble!, id);
            return;
        }

        if (behaviour.Outage == "refuse")
        {
            context.Abort();
            return;
        }

        if (behaviour.Outage == "hang")
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
        }

        if (forecast.Next(door.Api) is { } mishap)
        {
            await MeetAsync(context, behaviour, door, mishap, id);
            return;
        }

        var key = Credential.Of(context.Request);
        if ((_faults.Of(behaviour, door.Api) ?? Checks.Key(door, key, options.RequireKey)) is { } early)
        {
            attempts.Add(context.Request, early.Status);
            await RefuseAsync(context, behaviour, door, early, id);
        }
        else if (Desks.SpeakerOf(door, context.Request) is { } speaker && HttpMethods.IsPost(context.Request.Method))
        {
            await SpeakAsync(context, new Call(door, behaviour, key, id, body), speaker);
        }
        else
        {
            await PauseAsync(context, behaviour.LatencyMs);
            await Desks.AnswerAsync(context, behaviour, door, body, id, options);
            tally.Answered(0, 0);
        }
    }

    private async Task MeetAsync(HttpContext context, Behaviour behaviour, Door door, Mishap mishap, string id)
    {
        attempts.Add(context.Request, mishap.Status);
        await (mishap.Status == Mishap.Hung ? Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted) : PauseAsync(context, mishap.Seconds * 1000));
        if (mishap.Status == Mishap.Dropped)
        {
            tally.BrokenOff();
            context.Abort();
            return;
        }

        var message = mishap.Status switch { 500 => "Internal server error", 503 => "Service unavailable", _ => "Overloaded" };
        await RefuseAsync(context, behaviour, door, new Trouble(mishap.Status, message), id);
    }

    private async Task SpeakAsync(HttpContext context, Call call, Speaker speaker)
    {
        var ask = AskReader.Read(call.Body.Memory, call.Door);
        if ((ask.Trouble ?? Checks.Model(call.Door, ask.Model!, options.AnyModel) ?? (call.Behaviour.Strict ? Strict.Check(call.Body.Memory, call.Door, ask.Model!) : null)) is { } trouble)
        {
            attempts.Add(context.Request, trouble.Status);
            await RefuseAsync(context, call.Behaviour, call.Door, trouble, call.Id);
            return;
        }

        var cache = ask.CachePoints.Count > 0 && !options.BlockCache ? _cache.Use($"{call.Key}/{ask.Model}", ask) : default;
        var answer = Composer.Compose(ask, call.Body.Span, call.Behaviour, cache, call.Id, clock.GetUtcNow().ToUnixTimeSeconds(), options.Seed);
        var counted = new ModelCall(answer.Usage.TotalInput - answer.Usage.CacheRead, answer.Usage.Output, ask.MaxOutput ?? DefaultMaxOutput, options.BlockCache ? ask.Blocks : []);
        using var ticket = _limits.Ask(call.Door.Api, call.Key, ask.Model!, counted);
        if (ticket is not null)
        {
            if (options.RateHeaders)
            {
                RateHeaders.Write(context.Response.Headers, call.Door.Api, ticket.Decision.State, clock.GetUtcNow());
            }

            if (ticket.Decision.Refused is not null)
            {
                attempts.Add(context.Request, 429);
                await RefuseAsync(context, call.Behaviour, call.Door, options.RateHeaders ? Checks.Limited(call.Door, ask, ticket.Decision) : Checks.LimitedUnsaid(ticket.Decision), call.Id);
                return;
            }
        }

        attempts.Add(context.Request, 200, (long)(ticket?.Decision.Actual ?? answer.Usage.TotalInput));
        answer = options.BlockCache && ticket is not null ? answer with { Usage = BlockUsage.Of(ask, ticket.Decision, answer.Usage) } : answer;
        var speed = await BeginAsync(context, call.Behaviour, ticket);
        await SendAsync(context, call.Behaviour, speaker, ask, answer, speed);
        tally.Answered(answer.Usage.TotalInput, answer.Usage.Output);
    }

    private async Task SendAsync(HttpContext context, Behaviour behaviour, Speaker speaker, Ask ask, Answer answer, double speed)
    {
        if (ask.Stream)
        {
            await new EventSender(context, behaviour, speed, clock).SendAsync(speaker, ask, answer);
            return;
        }

        await PauseAsync(context, speed > 0 ? answer.Usage.Output / speed * 1000 : 0);
        using var frame = new FrameWriter();
        speaker.Whole(frame, ask, answer);
        await BodySender.SendAsync(context, behaviour, frame);
    }

    /// <returns>The reply's speed, in tokens per second; 0 for at once.</returns>
    private async ValueTask<double> BeginAsync(HttpContext context, Behaviour behaviour, LimitBook.Ticket? ticket)
    {
        const double StormSlowness = 2;
        if (options.LiveTiming && behaviour is { LatencyMs: 0, TokensPerSecond: 0 })
        {
            var slowness = forecast.IsStormy ? StormSlowness : 1;
            await PauseAsync(context, (ticket?.Decision.FirstToken ?? LiveFirstToken) * slowness * 1000);
            return ticket?.BeginLive() ?? LiveSpeed;
        }

        await PauseAsync(context, behaviour.LatencyMs);
        ticket?.Begin(behaviour.TokensPerSecond);
        return behaviour.TokensPerSecond;
    }

    private async Task RefuseAsync(HttpContext context, Behaviour behaviour, Door door, Trouble trouble, string id)
    {
        tally.Errored(trouble.Status);
        await PauseAsync(context, behaviour.LatencyMs);
        await ErrorReply.SendAsync(context, behaviour with { Cut = null }, door, trouble, id);
    }

    private bool TryBehaviour(HttpRequest request, out Behaviour behaviour, out Trouble? trouble)
    {
        (behaviour, trouble) = (desk.Behaviour, null);
        if (request.Headers.TryGetValue(BehaviourHeader.Name, out var header))
        {
            try
            {
                behaviour = BehaviourHeader.Parse(header.ToString(), behaviour);
            }
            catch (FormatException error)
            {
                trouble = new Trouble(400, error.Message);
                return false;
            }
        }

        if (behaviour.HeaderBytes > 0)
        {
            request.HttpContext.Response.Headers["x-sandbox-padding"] = new string('x', behaviour.HeaderBytes);
        }

        return true;
    }

    private void WriteIds(HttpResponse response, Door door, string id)
    {
        if (clock != TimeProvider.System)
        {
            // The web server's own date is the machine's.
            response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        }

        if (door.Api == Catalog.Api.Anthropic)
        {
            response.Headers["request-id"] = "req_" + id;
        }
        else
        {
            response.Headers["x-request-id"] = "req_" + id;
        }

        if (door.Api == Catalog.Api.OpenAI)
        {
            response.Headers["openai-processing-ms"] = 1.ToString(CultureInfo.InvariantCulture);
            response.Headers["openai-version"] = "2020-10-01";
        }
    }

    private Task PauseAsync(HttpContext context, double milliseconds) =>
        milliseconds > 0 ? Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock, context.RequestAborted) : Task.CompletedTask;

    /// <summary>What belongs to one call on its way through.</summary>
    private readonly record struct Call(Door Door, Behaviour Behaviour, string Key, string Id, Body Body);
}
