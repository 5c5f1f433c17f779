using Microsoft.AspNetCore.Http.Features;
using RelayPlane.Admission;
using RelayPlane.Ledger.Content;
using RelayPlane.Upstream;

namespace RelayPlane.Gateway;

/// <summary>Copies what a call sends and is answered while it goes by, whoever writes the answer: it stands between the road and the HTTP stack, and only where content is kept.</summary>
internal sealed class CallCapture
{
    private readonly HttpContext _http;
    private readonly ContentKeeping _keeping;
    private readonly CapturedBody _request;
    private readonly CapturedBody _reply;
    private readonly Stream _body;
    private readonly IRequestBodyPipeFeature? _pipe;
    private readonly IHttpResponseBodyFeature _out;

    public CallCapture(HttpContext http, ContentKeeping keeping)
    {
        (_http, _keeping) = (http, keeping);
        (_request, _reply) = (new CapturedBody(keeping.Ledger.Room), new CapturedBody(keeping.Ledger.Room));
        _pipe = http.Features.Get<IRequestBodyPipeFeature>();
        _body = http.Request.Body;
        var reader = new TeeReader(http.Request.BodyReader, _request);
        http.Request.Body = reader.AsStream(leaveOpen: true);
        http.Features.Set<IRequestBodyPipeFeature>(reader);
        _out = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(new TeeBody(_out, _reply));
    }

    /// <summary>The call has ended: what was captured is handed over.</summary>
    public void End(string id, DateTimeOffset at)
    {
        _http.Request.Body = _body;
        _http.Features.Set(_pipe);
        _http.Features.Set(_out);
        _request.End();
        _reply.End();
        var shown = Presented.In(_http.Request.Headers, QueryKey.TakeFrom(_http.Request.QueryString.Value ?? string.Empty).Key);
        _keeping.Ledger.Keep(new CapturedCall(
            id, at, Shown(_http.Request.Headers), Shown(_http.Response.Headers), _request, _reply, [.. shown, .. _keeping.Secrets]));
    }

    private static List<KeptHeader> Shown(IHeaderDictionary headers)
    {
        var shown = new List<KeptHeader>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                shown.Add(new KeptHeader(name, HeaderPolicy.IsSecret(name) ? KeptHeader.Hidden : value ?? string.Empty));
            }
        }

        return shown;
    }
}
