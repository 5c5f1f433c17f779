using Microsoft.Net.Http.Headers;

namespace RelayPlane.Dashboard.Pages;

/// <summary>Sends the page: its one document for each of its views, and the files that this names.</summary>
/// <param name="files">Read when first asked for.</param>
internal sealed class Page(Func<PageFiles> files)
{
    private const string Document = "/index.html";
    private const string Assets = "/assets/";

    /// <summary>What browsers ask for by themselves; it is no call to a model, and nothing of ours.</summary>
    private static readonly string[] s_unasked = ["/favicon.ico", "/robots.txt", "/.well-known/", "/apple-touch-icon"];

    private readonly Lazy<PageFiles> _files = new(files);

    /// <summary>Whether a request can be meant for the page only.</summary>
    public bool Owns(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        var path = request.Path.Value is { Length: > 0 } text ? text : "/";
        return PageViews.Has(path) || IsFile(path) || IsUnasked(path);
    }

    public async ValueTask AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value is { Length: > 0 } text ? text : "/";
        if (_files.Value.Find(PageViews.Has(path) ? Document : path) is not { } file)
        {
            await ApiReply.Missing("The page has no such file.").SendAsync(http);
            return;
        }

        var form = Best(file, http.Request);
        var headers = http.Response.Headers;
        headers.ETag = form.Tag;
        headers.Vary = "Accept-Encoding";

        // The name of an asset changes with what is in it; the document, which names them, is asked for anew each time.
        headers.CacheControl = path.StartsWith(Assets, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        if (Has(http.Request, form))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentEncoding = form.Encoding;
        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = form.Bytes.Length;
        await http.Response.Body.WriteAsync(form.Bytes, http.RequestAborted);
    }

    private bool IsFile(string path) =>
        path.StartsWith(Assets, StringComparison.Ordinal) || (path.LastIndexOf('/') == 0 && path.Contains('.', StringComparison.Ordinal) && _files.Value.Find(path) is not null);

    private static bool IsUnasked(string path) => Array.Exists(s_unasked, each => path.StartsWith(each, StringComparison.Ordinal));

    /// <summary>The smallest form that the browser takes.</summary>
    private static PageForm Best(PageFile file, HttpRequest request)
    {
        var takes = request.GetTypedHeaders().AcceptEncoding;
        return file.Forms.First(form => form.Encoding is null || Takes(takes, form.Encoding));
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> takes, string encoding) =>
        (takes.FirstOrDefault(each => each.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)) ?? takes.FirstOrDefault(each => each.Value == "*")) is { } found && found.Quality is not 0;

    private static bool Has(HttpRequest request, PageForm form) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag == form.Tag);
}
