using System.Security.Cryptography;
using System.Text;
using RelayPlane.Dashboard;

namespace RelayPlane.Hosting;

/// <summary>Our own paths: health, the command to stop, the page and its API.</summary>
/// <param name="token">What the command must carry; it stands in the home, where only the owner can read it.</param>
/// <param name="stop">Begins the shutdown.</param>
internal sealed class Control(Health health, PageDoor page, string token, Action stop)
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
                if (MayCommand(http.Request))
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

    private bool MayCommand(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[Access.ControlHeader].ToString()), Encoding.UTF8.GetBytes(token));
}
