using RelayPlane.Dashboard;

namespace RelayPlane.Hosting;

/// <summary>Our own paths: health, the command to stop, the page and its API.</summary>
/// <param name="access">Knows who may command: who can read the token that stands in the home.</param>
/// <param name="stop">Begins the shutdown.</param>
internal sealed class Control(Health health, Access access, PageDoor page, Action stop)
{
    public async ValueTask<bool> AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/health" or "/healthz" when HttpMethods.IsGet(http.Request.Method):
                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync(health.Write(), http.RequestAborted);
                return true;
            case "/api/stop" when HttpMethods.IsPost(http.Request.Method):
                if (access.Commands(http.Request))
                {
                    http.Response.StatusCode = StatusCodes.Status202Accepted;
                    await http.Response.CompleteAsync();
                    stop();
                }
                else
                {
                    http.Response.StatusCode = StatusCodes.Status403Forbidden;
                }

                return true;
            default:
                return await page.AnswerAsync(http);
        }
    }
}
