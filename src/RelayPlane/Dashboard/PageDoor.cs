using RelayPlane.Dashboard.Pages;

namespace RelayPlane.Dashboard;

/// <summary>Where requests for the page and its API come in: who may, then what answers. Calls to models go by.</summary>
internal sealed class PageDoor(Access access, Api api, Page page)
{
    /// <returns>False where the path is not ours.</returns>
    public async ValueTask<bool> AnswerAsync(HttpContext http)
    {
        var isApi = Api.Owns(http.Request.Path);
        if (!isApi && !page.Owns(http.Request))
        {
            return false;
        }

        PageHeaders.Add(http.Response.Headers);
        if (access.Refuse(http, isApi) is { } refused)
        {
            await refused.SendAsync(http);
        }
        else
        {
            await (isApi ? api.AnswerAsync(http) : page.AnswerAsync(http));
        }

        return true;
    }
}
