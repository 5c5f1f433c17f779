using System.Text.Json;
using RelayPlane.Dashboard.Content;
using RelayPlane.Ledger.Content;
using RelayPlane.Tests.Gateway;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Content;

public sealed class ContentPathsTests
{
    private const string On = """{ "ledger": { "storeContent": true } }""";

    [Fact]
    public async Task It_answers_what_was_sent_and_answered()
    {
        await using var road = await AfterACallAsync(On);
        var kept = await road.KeptAsync();

        var (status, json) = await GetAsync(road, kept.CallId);

        Assert.Equal(200, status);
        Assert.Equal("""{"model":"claude-sonnet-4-5"}""", json.GetProperty("request").GetString());
        Assert.Contains("authentication_error", json.GetProperty("reply").GetString(), StringComparison.Ordinal);
        Assert.Equal(("x-note", "hi"), (json.GetProperty("request_headers")[0].GetProperty("name").GetString(), json.GetProperty("request_headers")[0].GetProperty("value").GetString()));
        Assert.Contains(json.GetProperty("reply_headers").EnumerateArray(), header => header.GetProperty("name").GetString() == "Content-Type");
        Assert.Equal((false, false), (json.GetProperty("request_cut").GetBoolean(), json.GetProperty("reply_cut").GetBoolean()));
    }

    [Theory]
    [InlineData("{}", "Set ledger.storeContent to true")]
    [InlineData(On, "Nothing is kept of this call")]
    [InlineData("""{ "ledger": { "storeContent": true }, "dashboard": { "showRequestContent": false } }""", "dashboard.showRequestContent is false")]
    public async Task Where_there_is_nothing_to_show_it_says_why(string config, string why)
    {
        await using var road = await AfterACallAsync(config);

        var (status, json) = await GetAsync(road, "0af0");

        Assert.Equal(404, status);
        Assert.Contains(why, json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_is_not_shown_where_the_config_hides_it()
    {
        await using var road = await AfterACallAsync(On);
        var kept = await road.KeptAsync();
        road.Reload("""{ "dashboard": { "showRequestContent": false } }""");

        Assert.Equal(404, (await GetAsync(road, kept.CallId)).Status);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_to_be_that()
    {
        await using var road = await AfterACallAsync("{}");
        await road.Content.DisposeAsync(); // Its writer would make a database of the file while it is still empty.
        await File.WriteAllTextAsync(road.Path, new string('x', 8192), TestContext.Current.CancellationToken);

        var (status, json) = await GetAsync(road, "0af0");

        Assert.Equal(503, status);
        Assert.Contains("content.db cannot be read", json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<KeptRoad> AfterACallAsync(string config)
    {
        var road = new KeptRoad(config, _ => throw new InvalidOperationException("No call is to get here."));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", """{"model":"claude-sonnet-4-5"}""", ("x-note", "hi")));
        return road;
    }

    private static async Task<(int Status, JsonElement Json)> GetAsync(KeptRoad road, string id)
    {
        var asked = await Asked.GetAsync(new ContentPaths(new ContentReader(road.Path), () => road.Rooms).All, $"/api/calls/{id}/content", TimeProvider.System);
        return (asked.Status, asked.Json);
    }
}
