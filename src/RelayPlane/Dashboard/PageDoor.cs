namespace RelayPlane.Dashboard;

/// <summary>Where requests for the page and its API come in: who may, then what answers. Calls to models go by.</summary>
internal sealed class PageDoor(Access access, Api api)
{
    /// <returns>False where the path is not ours.</returns>
    public async ValueTask<bool> AnswerAsync(HttpContext http)
    {
        if (!Api.Owns(http.Request.Path))
        {
            return false;
        }

        PageHeaders.Add(http.Response.Headers);
        if (access.Refuse(http, isApi: true) is { } refused)
        {
            await refused.SendAsync(http);
        }
        else
        {
            await api.AnswerAsync(http);
        }

        return true;
    }
}
