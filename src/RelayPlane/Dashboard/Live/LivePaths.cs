using System.Globalization;

namespace RelayPlane.Dashboard.Live;

/// <summary>The path of what comes live.</summary>
internal sealed class LivePaths(LiveFeed feed)
{
    private const string EventStream = "text/event-stream";

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/events", "What changes, as server-sent events: calls, gateway, limits, budgets, alert, config. Last-Event-ID continues with the calls after it.", Answer) { ContentType = EventStream },
    ];

    private ValueTask<ApiReply> Answer(ApiAsk ask)
    {
        if (HttpMethods.IsHead(ask.Http.Request.Method))
        {
            return new(new ApiReply(StatusCodes.Status200OK, EventStream, static _ => default));
        }

        if (feed.Listen(long.TryParse(ask.Http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null) is not { } listener)
        {
            return new(ApiReply.Wrong($"The gateway is ending, or {LiveFeed.MostListeners} pages listen already. Close one and reload.", StatusCodes.Status503ServiceUnavailable));
        }

        return new(new ApiReply(StatusCodes.Status200OK, EventStream, async http =>
        {
            try
            {
                await listener.SendAsync(http);
            }
            finally
            {
                feed.Leave(listener);
            }
        }));
    }
}
