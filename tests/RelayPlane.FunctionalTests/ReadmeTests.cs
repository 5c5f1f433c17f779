using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RelayPlane.Config;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>What README shows works as it stands there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Every_config_parses_without_a_problem()
    {
        var configs = Blocks("json");
        Assert.NotEmpty(configs);
        Assert.All(configs, config => Assert.Empty(ConfigFile.Parse(Encoding.UTF8.GetBytes(config)).Problems));
    }

    [Fact]
    public async Task The_query_runs_on_a_fresh_ledger()
    {
        var queries = Blocks("sql");
        Assert.NotEmpty(queries);
        await using var lab = await Lab.StartAsync();
        using var models = await lab.Http.GetAsync("/v1/models", TestContext.Current.CancellationToken);
        foreach (var query in queries)
        {
            Assert.Empty(await lab.RowsAsync(1, query));
        }
    }

    [Fact]
    public async Task The_curl_example_is_answered_without_a_key()
    {
        var curl = Assert.Single(Blocks("sh"), block => block.Contains("curl", StringComparison.Ordinal));
        var (path, body) = (CurlPath().Match(curl).Groups[1].Value, CurlBody().Match(curl).Groups[1].Value);
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post(path, body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("\"content\"", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT provider, tokens_in FROM runs"));
        Assert.Equal("sandbox", row["provider"]);
    }

    private static List<string> Blocks(string language) =>
        [.. Fenced().Matches(Readme).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value)];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"http://localhost:4100(/\S+)")]
    private static partial Regex CurlPath();

    [GeneratedRegex("-d '(.*?)'", RegexOptions.Singleline)]
    private static partial Regex CurlBody();
}
