using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dashboard.Pages;
using RelayPlane.Dialects;
using Xunit;
using static RelayPlane.Tests.Dashboard.TestAccess;

namespace RelayPlane.Tests.Dashboard.Pages;

public sealed partial class PageTests
{
    private static readonly Page s_page = new(() => PageFiles.Of(new Dictionary<string, byte[]>
    {
        ["index.html"] = "<!doctype html>"u8.ToArray(),
        ["index.html.br"] = "br"u8.ToArray(),
        ["index.html.gz"] = "gz"u8.ToArray(),
        ["favicon.svg"] = "<svg/>"u8.ToArray(),
        ["assets/index-1a2b.js"] = "run()"u8.ToArray(),
    }));

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/config")]
    [InlineData("/calls")]
    [InlineData("/calls/01JD.5-x")]
    [InlineData("/settings")]
    public async Task Every_view_is_the_one_document(string path)
    {
        var http = await GetAsync(path);
        Assert.Equal((200, "text/html; charset=utf-8", "<!doctype html>"), (http.Response.StatusCode, http.Response.ContentType, Text(http)));
        Assert.Equal("no-cache", http.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task An_asset_is_kept_for_ever_as_its_name_says_what_is_in_it()
    {
        var http = await GetAsync("/assets/index-1a2b.js");
        Assert.Equal(("text/javascript; charset=utf-8", "run()"), (http.Response.ContentType, Text(http)));
        Assert.Equal("public, max-age=31536000, immutable", http.Response.Headers.CacheControl.ToString());
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *;q=0.1", "gzip")]
    [InlineData("identity", "")]
    [InlineData("", "")]
    public async Task A_file_comes_in_the_smallest_form_that_is_taken(string takes, string expected)
    {
        var http = await GetAsync("/", ("Accept-Encoding", takes));
        Assert.Equal(expected, http.Response.Headers.ContentEncoding.ToString());
        Assert.Equal("Accept-Encoding", http.Response.Headers.Vary.ToString());
        Assert.Equal(expected switch { "br" => "br", "gzip" => "gz", _ => "<!doctype html>" }, Text(http));
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        var tag = (await GetAsync("/")).Response.Headers.ETag.ToString();
        foreach (var known in new[] { tag, "W/" + tag, $"\"other\", {tag}", "*" })
        {
            var again = await GetAsync("/", ("If-None-Match", known));
            Assert.Equal((304, ""), (again.Response.StatusCode, Text(again)));
        }

        // Another form of the file is another thing.
        Assert.Equal(200, (await GetAsync("/", ("If-None-Match", tag), ("Accept-Encoding", "br"))).Response.StatusCode);
    }

    [Theory]
    [InlineData("/assets/index-old.js")]
    [InlineData("/favicon.ico")]
    [InlineData("/.well-known/appspecific/com.chrome.devtools.json")]
    public async Task What_browsers_ask_for_in_vain_is_no_call_to_a_model(string path)
    {
        Assert.True(s_page.Owns(Request("GET", path).Request));
        Assert.Equal(404, (await GetAsync(path)).Response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/models")]
    [InlineData("GET", "/models")]
    [InlineData("GET", "/models/gpt-4o")]
    [InlineData("GET", "/v1beta/models")]
    [InlineData("GET", "/responses/resp_1")]
    [InlineData("GET", "/callsign")]
    [InlineData("POST", "/calls")]
    [InlineData("POST", "/")]
    public void Calls_to_models_go_by(string method, string path) => Assert.False(s_page.Owns(Request(method, path).Request));

    [Fact]
    public void No_view_begins_a_path_that_models_are_called_at() =>
        Assert.All(PageViews.First, view => Assert.All(["", "/x"], rest => Assert.Equal(Endpoint.Other, UrlMap.Match("GET", $"/{view}{rest}", hasAnthropicVersion: false, hasGoogKey: false).Endpoint)));

    [Fact]
    public void The_page_that_is_built_in_runs_only_files_of_its_own_and_names_only_those_that_are_there()
    {
        var files = PageFiles.Embedded();
        var document = Encoding.UTF8.GetString(files.Find("/index.html")!.Forms[^1].Bytes.Span);
        Assert.All(Scripts().Matches(document), script => Assert.Equal("", script.Groups["within"].Value.Trim()));
        Assert.DoesNotContain("<style", document, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", document, StringComparison.Ordinal);
        Assert.DoesNotContain(" onload=", document, StringComparison.Ordinal);
        var named = Named().Matches(document).Select(match => match.Groups["path"].Value).ToList();
        Assert.Contains(named, path => path.EndsWith(".js", StringComparison.Ordinal));
        Assert.All(named, path => Assert.NotNull(files.Find(path)));
    }

    [Fact]
    public void The_page_that_is_built_in_is_small_and_compressed()
    {
        var files = PageFiles.Embedded();
        var code = files.Paths.Where(path => path.EndsWith(".js", StringComparison.Ordinal) || path.EndsWith(".css", StringComparison.Ordinal) || path == "/index.html").Select(path => files.Find(path)!).ToList();
        Assert.All(code, file => Assert.Equal(["br", "gzip", null], file.Forms.Select(form => form.Encoding)));
        Assert.InRange(code.Sum(file => file.Forms[1].Bytes.Length), 1, 120 * 1024);
    }

    private static async Task<HttpContext> GetAsync(string path, params IReadOnlyList<(string, string)> headers)
    {
        var http = Request("GET", path, "127.0.0.1", headers);
        await s_page.AnswerAsync(http);
        return http;
    }

    private static string Text(HttpContext http) => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    [GeneratedRegex("<script[^>]*>(?<within>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("(src|href)=\"(?<path>[^\"]*)\"")]
    private static partial Regex Named();
}
