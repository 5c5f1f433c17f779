using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Sending;

/// <summary>Sends an answer event by event, at its pace, and breaks it where the behaviour says.</summary>
internal sealed class EventSender(HttpContext context, Behaviour behaviour, double tokensPerSecond, TimeProvider clock)
{
    // A reply without a pace is handed over in pieces of about this size, so that a long one does not pile up in memory.
    private const int Chunk = 16 * 1024;

    public async Task SendAsync(Speaker speaker, Ask ask, Answer answer)
    {
        context.Response.ContentType = behaviour.Malformed == "type" ? "text/html" : speaker.StreamType(ask);
        context.Response.Headers.CacheControl = "no-cache";
        await using var outlet = new Outlet(context, behaviour);
        using var frame = new FrameWriter();
        var pace = new Pace(tokensPerSecond, clock);
        var (sent, unflushed) = (0, 0);
        foreach (var tokens in speaker.Events(frame, ask, answer))
        {
            if (await EndsHereAsync(speaker, frame, answer, outlet, sent))
            {
                return;
            }

            await outlet.WriteAsync(frame.Written);
            unflushed += frame.Written.Length;
            frame.Clear();
            sent++;
            var wait = pace.After(tokens);
            if (wait > TimeSpan.Zero || unflushed > Chunk)
            {
                await outlet.FlushAsync();
                unflushed = 0;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, context.RequestAborted);
            }
        }
    }

    private async ValueTask<bool> EndsHereAsync(Speaker speaker, FrameWriter frame, Answer answer, Outlet outlet, int sent)
    {
        if (behaviour.Cut == sent)
        {
            await outlet.FlushAsync();
            throw new BrokenOff();
        }

        if (behaviour.HangAfter == sent)
        {
            await outlet.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
        }

        if (behaviour.FailAfter == sent)
        {
            frame.Clear();
            speaker.Failure(frame, answer, sent);
            await outlet.WriteAsync(frame.Written);
            return true;
        }

        // The third event is content in every API.
        if (behaviour.Malformed is "torn" or "json" && sent == 3)
        {
            await outlet.WriteAsync(frame.Written[..(frame.Written.Length / 2)]);
            if (behaviour.Malformed == "torn")
            {
                return true;
            }

            frame.Clear();
            frame.Raw("\n\n"u8);
        }

        return false;
    }
}
