using RelayPlane.Dialects;

namespace RelayPlane.Gateway;

/// <summary>Where every request comes in: the gate first, then the few paths that are our own, then the road.</summary>
/// <param name="current">The rooms as the last good config built them.</param>
/// <param name="own">Answers our own paths (health, the page, control); false where the path is not one of them.</param>
internal sealed class Door(Func<Runtime> current, Road road, Func<HttpContext, ValueTask<bool>> own, TimeProvider clock)
{
    /// <summary>Kestrel's own bound lies above this, so that a large header still gets an answer in the caller's shape.</summary>
    private const int LargestHeaders = 64 * 1024;

    public async Task EnterAsync(HttpContext http)
    {
        var rooms = current();
        if (rooms.Gate.Check(http.Request) is { } refusal)
        {
            // Who may not knock at all makes no call.
            await Refusals.SendAsync(http, refusal, new CallNotes(http, clock));
            return;
        }

        if (await own(http))
        {
            return;
        }

        if (Estimates.Are(http.Request) && Unfit(http) is null)
        {
            await rooms.Estimates.AnswerAsync(http, rooms);
            return;
        }

        await road.WalkAsync(http, rooms, Unfit(http));
    }

    /// <returns>Why a call can only be refused, before it is read.</returns>
    private static Refusal? Unfit(HttpContext http)
    {
        if (http.Request.Headers.Upgrade.Count > 0 && http.Request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(RefusalKind.NotImplemented, "This gateway does not speak WebSocket. Use the same API over HTTP.");
        }

        return TooMuch(http.Request.Headers) ? new Refusal(RefusalKind.HeadersTooLarge, $"The request headers are larger than {LargestHeaders / 1024} KB together.") : null;
    }

    private static bool TooMuch(IHeaderDictionary headers)
    {
        var size = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                size += name.Length + (value?.Length ?? 0) + 4;
            }
        }

        return size > LargestHeaders;
    }
}
