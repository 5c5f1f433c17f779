using System.Text;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dashboard;
using Xunit;
using static RelayPlane.Tests.Dashboard.TestAccess;

namespace RelayPlane.Tests.Dashboard;

public sealed class AccessTests
{
    private const string Elsewhere = "192.168.1.20";
    private static readonly (string, string) s_token = (Access.PageHeader, PageToken);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void This_machine_may_look_and_change_whether_or_not_clients_are_listed(string from)
    {
        foreach (var access in new[] { Open, ForClients })
        {
            var http = Request("POST", "/api/budgets/reset", from, s_token);
            Assert.Null(access.Refuse(http, isApi: true));
            Assert.Null(access.RefuseChange(http));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void From_elsewhere_page_and_API_ask_for_a_clients_key_as_browsers_understand_it(bool isApi)
    {
        var http = Request("GET", "/", Elsewhere);
        Assert.Equal(StatusCodes.Status401Unauthorized, ForClients.Refuse(http, isApi)?.Status);
        Assert.StartsWith("Basic realm=\"RelayPlane\"", http.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization", "Basic", true)]
    [InlineData("Authorization", "Bearer " + ClientKey, true)]
    [InlineData("x-api-key", ClientKey, true)]
    [InlineData("Authorization", "Bearer another", false)]
    [InlineData("Authorization", "Basic not-base64!", false)]
    [InlineData("Authorization", "Basic ", false)]
    [InlineData(Access.ControlHeader, ControlToken, true)]
    [InlineData(Access.ControlHeader, PageToken, false)]
    [InlineData(Access.PageHeader, PageToken, false)]
    public void A_key_opens_from_elsewhere_wherever_it_stands_and_so_does_the_token_of_the_commands(string header, string value, bool opens)
    {
        var text = value == "Basic" ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anybody:" + ClientKey)) : value;
        Assert.Equal(opens, ForClients.Refuse(Request("GET", "/api/calls", Elsewhere, (header, text)), isApi: true) is null);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    public void A_proxy_on_this_machine_speaks_for_somebody_elsewhere(string header)
    {
        Assert.Equal(401, ForClients.Refuse(Request("GET", "/", "127.0.0.1", (header, "203.0.113.9")), isApi: false)?.Status);
        Assert.Equal(403, Open.RefuseChange(Request("POST", "/api/try", "127.0.0.1", (header, "203.0.113.9"), s_token))?.Status);
    }

    [Fact]
    public void Without_clients_the_page_can_be_seen_from_elsewhere_and_nothing_changed()
    {
        var http = Request("POST", "/api/try", Elsewhere, s_token);
        Assert.Null(Open.Refuse(http, isApi: true));
        Assert.Equal(403, Open.RefuseChange(http)?.Status);
    }

    [Fact]
    public void With_a_clients_key_things_can_be_changed_from_elsewhere()
    {
        var http = Request("POST", "/api/try", Elsewhere, s_token, ("x-api-key", ClientKey));
        Assert.Null(ForClients.Refuse(http, isApi: true));
        Assert.Null(ForClients.RefuseChange(http));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("token-of-an-earlier-start")]
    [InlineData(ControlToken)]
    public void What_changes_something_needs_the_token_of_this_start(string? token) =>
        Assert.Equal(403, Open.RefuseChange(Request("POST", "/api/try", "127.0.0.1", token is null ? [] : [(Access.PageHeader, token)]))?.Status);

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData("none", false)]
    public void A_browser_that_says_where_a_change_comes_from_must_say_our_page(string site, bool may) =>
        Assert.Equal(may, Open.RefuseChange(Request("POST", "/api/try", "127.0.0.1", s_token, ("Sec-Fetch-Site", site))) is null);

    [Fact]
    public void A_command_needs_no_page() =>
        Assert.Null(Open.RefuseChange(Request("POST", "/api/budgets/reset", Elsewhere, (Access.ControlHeader, ControlToken))));

    [Theory]
    [InlineData("http://localhost:4100", true)]
    [InlineData("https://localhost:4100", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("https://app.example", false)]
    [InlineData("null", false)]
    public void Pages_that_may_call_models_may_not_ask_the_API(string origin, bool may) =>
        Assert.Equal(may, Open.Refuse(Request("GET", "/api/calls", "127.0.0.1", ("Origin", origin)), isApi: true) is null);

    [Theory]
    [InlineData("cross-site", "no-cors", "image", false)]
    [InlineData("same-site", "cors", "empty", false)]
    [InlineData("cross-site", "navigate", "iframe", false)]
    [InlineData("cross-site", "navigate", "document", true)]
    [InlineData("same-origin", "cors", "empty", true)]
    [InlineData("none", "navigate", "document", true)]
    public void Other_pages_may_link_to_the_API_and_not_load_it(string site, string mode, string destination, bool may) =>
        Assert.Equal(may, Open.Refuse(Request("GET", "/api/calls.csv", "127.0.0.1", ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)), isApi: true) is null);
}
