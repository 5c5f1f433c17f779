using System.Text;
using Microsoft.AspNetCore.Http;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Tests.Routing;

/// <summary>Calls as Gateway would have read them.</summary>
internal static class Calls
{
    public static Call Of(
        Api api = Api.Anthropic, Endpoint endpoint = Endpoint.Messages, string? model = "claude-x", string? credential = null, string path = "/v1/messages", string method = "POST", string query = "", string? body = null) =>
        new("call-1", DateTimeOffset.UnixEpoch, api, endpoint, method, path, query, new HeaderDictionary(), body is null ? default : Encoding.UTF8.GetBytes(body), null, RequestFacts.None with { Model = model }, credential);

    /// <summary>A call whose facts are read from its body, as they are on the road.</summary>
    public static Call Scanned(Api api, Endpoint endpoint, string body)
    {
        var facts = RequestScan.Scan(Encoding.UTF8.GetBytes(body), endpoint).Value;
        return Of(api, endpoint, body: body) with { Facts = facts! };
    }

    public static Call With(this Call call, string header, params string[] values)
    {
        call.Headers[header] = values;
        return call;
    }
}
