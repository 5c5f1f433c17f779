using System.Security.Cryptography;
using System.Text;

using RelayPlane.Dashboard;
namespace RelayPlane.Hosting;

/// <summary>Our own paths: health, and the commands that the other verbs send to a running gateway.</summary>
/// <param name="limits">Says what is known of limits.</param>
/// <param name="budgets">Says how budgets stand, and resets them.</param>
/// <param name="token">What a command must carry; it stands in the home, where only the owner can read it.</param>
/// <param name="stop">Begins the shutdown.</param>
internal sealed class Control(Health health, Func<LimitsAnswer> limits, BudgetControl budgets, string token, Action stop)
{
    public const string TokenHeader = "x-relayplane-token";

    public async ValueTask<bool> AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/health" or "/healthz" when HttpMethods.IsGet(http.Request.Method):
                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync(health.Write(), http.RequestAborted);
                return true;
            case "/api/limits" when HttpMethods.IsGet(http.Request.Method):
                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync(limits().Write(), http.RequestAborted);
                return true;
            case "/api/budgets" when HttpMethods.IsGet(http.Request.Method):
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(budgets.Answer().Write(), http.RequestAborted);
                return true;
            case "/api/budgets/reset" when HttpMethods.IsPost(http.Request.Method):
                http.Response.StatusCode = await ResetAsync(http.Request);
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
            case "/" when HttpMethods.IsGet(http.Request.Method):
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync($"RelayPlane {ProductVersion.Text} is running. See `relayplane stats` for what calls cost.\n", http.RequestAborted);
                return true;
            default:
                return false;
        }
    }

    private async ValueTask<int> ResetAsync(HttpRequest request)
    {
        if (!MayCommand(request))
        {
            return StatusCodes.Status403Forbidden;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return budgets.TryReset(body.ToArray()) ? StatusCodes.Status204NoContent : StatusCodes.Status400BadRequest;
    }

    private bool MayCommand(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[TokenHeader].ToString()), Encoding.UTF8.GetBytes(token));
}
