using System.Net;
using System.Security.Cryptography;
using System.Text;
using RelayPlane.Admission;
using RelayPlane.Gateway;

namespace RelayPlane.Dashboard;

/// <summary>
/// Who may look at the page and its API, and who may change something through it. The gate has looked at Host and Origin by then. This machine may;
/// another needs a client's key. What changes something needs a token as well: that of this start, which only our own page can read, or that of the commands.
/// </summary>
/// <param name="current">The rooms as the last good config built them.</param>
/// <param name="pageToken">What the page sends along; another with every start.</param>
/// <param name="controlToken">What commands carry: it stands in the home, where only the owner can read it.</param>
internal sealed class Access(Func<Runtime> current, string pageToken, string controlToken)
{
    public const string PageHeader = "x-relayplane-page";
    public const string ControlHeader = "x-relayplane-token";

    /// <summary>A proxy on this machine speaks for somebody elsewhere, and says so.</summary>
    private static readonly string[] s_forwarded = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    public string PageToken => pageToken;

    /// <returns>Null for whoever may look.</returns>
    /// <param name="isApi">Whether it is about data, which no other page may have, and not about the page itself, which it may link to.</param>
    public ApiReply? Refuse(HttpContext http, bool isApi)
    {
        if (isApi && !ComesFromUs(http.Request))
        {
            return ApiReply.Wrong("Only the gateway's own page may ask this. Pages of server.allowedOrigins may call models, and no more.", StatusCodes.Status403Forbidden);
        }

        var doorman = current().Doorman;
        if (!doorman.ListsClients || IsNear(http) || Commands(http.Request) || doorman.Recognise(Keys(http.Request)).Value is not null)
        {
            return null;
        }

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"RelayPlane\", charset=\"UTF-8\"";
        return ApiReply.Wrong("From another machine this needs one of the keys that the config lists under clients: as the password of HTTP Basic, any user name will do, or as a Bearer token.", StatusCodes.Status401Unauthorized);
    }

    /// <returns>Null for whoever may change something.</returns>
    public ApiReply? RefuseChange(HttpContext http)
    {
        if (Commands(http.Request))
        {
            return null;
        }

        if (http.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
        {
            return ApiReply.Wrong("Only the gateway's own page may change anything.", StatusCodes.Status403Forbidden);
        }

        if (!IsSame(http.Request.Headers[PageHeader].ToString(), pageToken))
        {
            return ApiReply.Wrong($"What changes something needs the token of GET /api/token in the header {PageHeader}. A page that was opened before the gateway was started anew has an old one: reload it.", StatusCodes.Status403Forbidden);
        }

        return current().Doorman.ListsClients || IsNear(http)
            ? null
            : ApiReply.Wrong("From another machine nothing can be changed while the config lists no clients, as anybody could. Add a key under clients, or open the page on the gateway's own machine.", StatusCodes.Status403Forbidden);
    }

    /// <summary>Whether it carries the token of the commands.</summary>
    public bool Commands(HttpRequest request) => IsSame(request.Headers[ControlHeader].ToString(), controlToken);

    private static bool IsSame(string presented, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(token));

    /// <summary>Whether no page asks, or our own. A link that a person follows to here hands nothing to the page that it stands on.</summary>
    private static bool ComesFromUs(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request.Host))
        {
            return false;
        }

        return headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            || (HttpMethods.IsGet(request.Method) && headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] == "document");
    }

    /// <summary>Of a proxy that adds TLS, the gate has asked that the origin be listed.</summary>
    private static bool IsOwn(string origin, HostString host) =>
        origin.Equals($"http://{host.Value}", StringComparison.OrdinalIgnoreCase) || origin.Equals($"https://{host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool IsNear(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Array.Exists(s_forwarded, http.Request.Headers.ContainsKey);

    private static IEnumerable<string> Keys(HttpRequest request) =>
        Presented.Password(request.Headers) is { } password ? [password] : Presented.In(request.Headers, queryKey: null);
}
