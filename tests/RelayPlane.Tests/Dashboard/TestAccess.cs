using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Gateway;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Gateway;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Dashboard;

/// <summary>Access as a gateway would grant it, and requests that ask for it.</summary>
internal static class TestAccess
{
    public const string PageToken = "page-token";
    public const string ControlToken = "control-token";
    public const string ClientKey = "rp-client-key";

    public static Access To(Runtime rooms) => new(() => rooms, PageToken, ControlToken);

    public static Access Open { get; } = To(Rooms());

    public static Access ForClients { get; } = To(Rooms(ClientKey));

    /// <param name="keys">Of the clients that the config lists.</param>
    public static Runtime Rooms(params IReadOnlyList<string> keys)
    {
        var clock = new FakeTimeProvider();
        var none = FrozenSet<string>.Empty;
        var router = RouterFrom.Config(GatewayConfig.Default, new TargetNames(FrozenDictionary<string, Provider>.Empty, _ => null, none, none), _ => null);
        return TestRooms.With(router, new HttpMessageInvoker(Connections.Open()), new Pacer(clock, new Random(1)), clock) with
        {
            Doorman = new Doorman(keys.ToDictionary(Doorman.HashOf, _ => "client")),
        };
    }

    public static HttpContext Request(string method, string path, string from = "127.0.0.1", params IReadOnlyList<(string Name, string Value)> headers)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path;
        http.Request.Host = new HostString("localhost", 4100);
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        http.Response.Body = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return http;
    }

    /// <summary>What was answered.</summary>
    public static JsonElement Answer(this HttpContext http) => JsonDocument.Parse(((MemoryStream)http.Response.Body).ToArray()).RootElement;

    public static string Problem(this HttpContext http) => http.Answer().GetProperty("error").GetProperty("message").GetString()!;
}
