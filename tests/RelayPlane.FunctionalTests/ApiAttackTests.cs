using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RelayPlane.Dashboard;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>The page's API against whoever means it ill: it says what is wrong, never breaks, and gives nothing away.</summary>
public sealed class ApiAttackTests(ITestOutputHelper output)
{
    private static readonly string[] s_lists =
        ["/api/summary", "/api/series", "/api/latency", "/api/routes", "/api/stats", "/api/calls", "/api/calls.csv", "/api/sessions", "/api/agents", "/v1/telemetry/stats", "/v1/telemetry/runs", "/v1/telemetry/savings", "/api/errors", "/api/prices", "/api/alerts"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_strange_query_is_answered_or_told_what_is_wrong_with_it()
    {
        string[] values =
        [
            "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "-1", "-5h", "0h", "999999999d", "99999999999d", "1e9h", "%00", "%ED%A0%80", "%FF", "%", "'", "%22%3Cscript%3E", "2026-02-30", "24:00", "12:30", "h",
            new string('9', 30_000), "NaN", "9223372036854775807", "-9223372036854775808", "79228162514264337593543950335", "newest.9223372036854775807.9223372036854775807", "newest.-9223372036854775808.-1", "newest.0.0",
            "1.9223372036854775807.9223372036854775807.1.1", "1.-9223372036854775808.-9223372036854775808.1.1", "5.253402300799999.253402300800000.1.1", "newest.253402300800000.1", "newest..", ".", "newest.1", "oldest.1.1", "cost.1.1",
        ];
        string[] names = ["since", "until", "zone", "cursor", "limit", "offset", "days", "most", "by", "sort", "order", "text", "status", "min_cost_usd", "max_ms", "session", "agent", "model", "name"];
        await using var lab = await Lab.StartAsync();
        await CallAsync(lab, "agent");
        await lab.RowsAsync(1, "SELECT id FROM calls");
        List<string> broken = [];
        foreach (var path in s_lists)
        {
            foreach (var query in names.SelectMany(name => values.Select(value => $"{name}={value}")).Concat(
                ["since=9999-12-31&until=0001-01-01", "since=0001-01-01&until=9999-12-31", "since=0001-01-01&until=0001-01-02", "since=9999-12-30&until=9999-12-31", "since=1h&until=2h", "since=0001-01-01&zone=Asia/Kolkata", "since=9999-12-31&zone=America/New_York",
                    "sort=cost&cursor=cost.9223372036854775807.1.9223372036854775807.9223372036854775807.1.1", "sort=duration&cursor=duration.1.1.-9223372036854775808.-9223372036854775808.1.-9223372036854775808", "sort=oldest&cursor=oldest.9223372036854775807.1", "order=cost&cursor=1.9223372036854775807.9223372036854775807.1.1",
                    string.Join('&', Enumerable.Repeat("model=a", 900)), string.Join('&', Enumerable.Range(0, 2000).Select(number => $"session={number}"))]))
            {
                using var reply = await GetAsync(lab, $"{path}?{query}");
                var said = await reply.Content.ReadAsStringAsync(Cancel);
                if ((int)reply.StatusCode is not (200 or 400 or 404))
                {
                    broken.Add($"{path}?{query[..Math.Min(query.Length, 120)]}: {(int)reply.StatusCode} {said}");
                }
            }
        }

        output.WriteLine(string.Join('\n', broken.Concat(lab.Notices)));
        Assert.Empty(broken);
        Assert.DoesNotContain(lab.Notices, notice => notice.Contains("/api", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("Europe")]
    public async Task A_time_zone_is_a_name_and_no_way_to_a_file(string zone)
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await GetAsync(lab, $"/api/stats?zone={Uri.EscapeDataString(zone)}");
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task A_strange_body_changes_nothing_and_is_told_what_is_wrong_with_it()
    {
        await using var lab = await Lab.StartAsync("""{ "budget": { "dailyUsd": 5 } }""");
        var (token, config) = (await TokenAsync(lab), await File.ReadAllTextAsync(lab.Home.ConfigPath, Cancel));
        using var shown = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/config", UriKind.Relative), Cancel));
        var hash = shown.RootElement.GetProperty("hash").GetString();
        string Change(string path, string value) => $$"""{"hash":"{{hash}}","changes":[{"path":[{{path}}],"value":{{value}}}]}""";
        string[] bodies =
        [
            "", "null", "[]", "1", "{", "\"\\ud800\"", "\0", new string('[', 100_000), "{\"a\":" + new string('[', 70) + new string(']', 70) + "}", new string('x', 2_000_000), "{\"hash\":\"" + new string('x', 2_000_000) + "\"}",
            Change("\"aliases\",\"a\"", "\"\\ud800\""), Change("\"aliases\",\"\\udc00\"", "\"x\""), Change("\"aliases\",\"a\"", new string('[', 55) + new string(']', 55)), Change("\"budget\",\"dailyUsd\"", "1e400"), Change("\"budget\",\"dailyUsd\"", "-1"),
            Change("\"server\",\"port\"", "1"), Change("\"providers\",\"anthropic\",\"baseUrl\"", "\"http://evil.example\""), $$"""{"hash":"{{hash}}","changes":[null]}""", $$"""{"hash":"{{hash}}","changes":null}""", """{"key":"\ud800","name":"\ud800"}""", """{"periods":["\ud800"]}""", """{"periods":null}""", """{"periods":[null]}""",
        ];
        List<string> broken = [];
        foreach (var path in new[] { "/api/config", "/api/config/undo", "/api/agents/rename", "/api/budgets/reset", "/api/try", "/api/providers/anthropic/drain/x" })
        {
            foreach (var body in bodies)
            {
                using var reply = await PostAsync(lab, path, body, token);
                var said = await reply.Content.ReadAsStringAsync(Cancel);
                if ((int)reply.StatusCode >= 500 || (reply.IsSuccessStatusCode && !said.Contains("\"written\":false", StringComparison.Ordinal)))
                {
                    broken.Add($"{path} {body[..Math.Min(body.Length, 90)]}: {(int)reply.StatusCode} {said}");
                }
            }
        }

        output.WriteLine(string.Join('\n', broken.Concat(lab.Notices)));
        Assert.Empty(broken);
        Assert.Equal(config, await File.ReadAllTextAsync(lab.Home.ConfigPath, Cancel));
    }

    [Theory]
    [InlineData("POST /api/budgets/reset HTTP/1.1\r\nHost: localhost\r\nx-relayplane-page: {0}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nbad", 400)]
    [InlineData("POST /api/budgets/reset HTTP/1.1\r\nHost: localhost\r\nx-relayplane-page: {0}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n12\r\n{{\"periods\":[\"Day\"]\r\n1\r\n}}\r\n0\r\n\r\n", 204)]
    [InlineData("POST /api/budgets/reset HTTP/1.1\r\nHost: localhost\r\nx-relayplane-page: {0}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("HEAD /api/summary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200)]
    [InlineData("HEAD /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200)]
    [InlineData("HEAD /api/calls.csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200)]
    [InlineData("OPTIONS /api/summary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("DELETE /api/config HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("POST /api/summary HTTP/1.1\r\nHost: localhost\r\nx-relayplane-page: {0}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("GET /api/summary HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET http://evil.example/api/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /api/token HTTP/1.1\r\nHost: localhost.evil.example\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /api/token HTTP/1.0\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /api/../api/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /%61pi/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /assets/../api/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /assets/..%2f..%2fconfig.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /assets/..%5c..%5cconfig.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /api/calls/..%2f..%2fetc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /api/calls/%252e%252e%252f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /api/calls/a%00b/content HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /api/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /api/summary/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    public async Task Strange_requests_get_what_they_deserve(string request, int status)
    {
        await using var lab = await Lab.StartAsync("""{ "budget": { "dailyUsd": 5 } }""");
        var text = await RawClient.AskAsync(lab, string.Format(System.Globalization.CultureInfo.InvariantCulture, request, await TokenAsync(lab)), Cancel);
        Assert.StartsWith($"HTTP/1.1 {status}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"token\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dailyUsd", text, StringComparison.Ordinal);
        Assert.Empty(lab.Notices);
    }

    [Theory]
    [InlineData("/assets/../../config.json")]
    [InlineData("/assets/%2e%2e/%2e%2e/config.json")]
    [InlineData("//api/token")]
    [InlineData("/api/../config.json")]
    public async Task A_path_that_leads_out_of_the_page_leads_to_no_file_and_to_no_answer_of_ours(string path)
    {
        await using var provider = RawProvider.Json("{}", 404);
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nx-api-key: k\r\nConnection: close\r\n\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 404", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"token\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("providers", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_form_of_another_site_changes_nothing(string contentType)
    {
        await using var lab = await Lab.StartAsync("""{ "budget": { "dailyUsd": 5 } }""");
        foreach (var path in new[] { "/api/config", "/api/config/undo", "/api/budgets/reset", "/api/agents/rename", "/api/try", "/api/providers/anthropic/drain", "/api/providers/anthropic/keys/main/pause" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent("""{"periods":["Day"]}"""u8.ToArray()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            using var reply = await lab.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_is_not_found_by_trying()
    {
        await using var lab = await Lab.StartAsync();
        var token = await TokenAsync(lab);
        Assert.Matches("^[0-9a-f]{64}$", token);
        foreach (var tried in new[] { "", " ", token[..^1], token + "0", token.ToUpperInvariant(), "null", new string('0', 64), $"{token},{token}" })
        {
            using var reply = await PostAsync(lab, "/api/budgets/reset", """{"periods":["Day"]}""", tried);
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }
    }

    [Fact]
    public async Task Hostile_names_stay_text_everywhere()
    {
        const string agent = "<img src=x onerror=alert(1)>\"'=cmd|' /C calc'!A0";
        await using var lab = await Lab.StartAsync();
        await CallAsync(lab, agent, agent);
        await CallAsync(lab, "=1+1", "..%2f..%2f");
        await lab.RowsAsync(2, "SELECT id FROM calls");
        foreach (var path in s_lists.Concat(["/api/stats?by=agent,session", $"/api/session?name={Uri.EscapeDataString(agent)}", $"/api/calls?agent={Uri.EscapeDataString(agent)}", "/api/stats?by=client"]))
        {
            using var reply = await GetAsync(lab, path);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var said = await reply.Content.ReadAsStringAsync(Cancel);
            Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
            if (path != "/api/calls.csv")
            {
                Assert.DoesNotContain("<img", said, StringComparison.Ordinal);
                using var json = JsonDocument.Parse(said);
            }
            else
            {
                Assert.DoesNotMatch(@"(?m)(^|,)[=+@]", said);
            }
        }
    }

    [Fact]
    public async Task No_answer_holds_a_key()
    {
        string[] secrets = ["sk-ant-own-0123456789", "rp-ann-0123456789", "sk-or-theirs-0123456789", "hook-path-0123456789"];
        await using var provider = RawProvider.Json("""{"error":{"message":"Incorrect API key provided: sk-or-theirs-0123456789"}}""", 401);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "sk-ant-own-0123456789" },
                "openai": { "baseUrl": "{{provider.Address}}/v1" } },
              "clients": [{ "name": "ann", "key": "rp-ann-0123456789" }],
              "alerts": { "webhookUrl": "http://127.0.0.1:9/hook-path-0123456789" }, "ledger": { "storeContent": true } }
            """);
        var token = await TokenAsync(lab);
        using (var request = PassThroughTests.Post("/v1/chat/completions", """{"model":"gpt-5","messages":[]}""", ("authorization", "Bearer rp-ann-0123456789")))
        using (await lab.Http.SendAsync(request, Cancel))
        {
        }

        using (var request = PassThroughTests.Post("/v1/chat/completions?key=sk-or-theirs-0123456789", """{"model":"gpt-5","messages":[]}""", ("authorization", "Bearer sk-or-theirs-0123456789"), ("x-relayplane-key", "rp-ann-0123456789")))
        using (await lab.Http.SendAsync(request, Cancel))
        {
        }

        var rows = await lab.RowsAsync(2, "SELECT id FROM calls");
        using var document = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancel));
        List<string> found = [];
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _) && path.Name is not ("/api/events" or "/api/token")).Select(path => path.Name)
            .SelectMany(path => path.Contains("{id}", StringComparison.Ordinal) ? rows.Select(row => path.Replace("{id}", (string)row["id"]!, StringComparison.Ordinal)) : [path]))
        {
            using var reply = await GetAsync(lab, path);
            var said = await reply.Content.ReadAsStringAsync(Cancel);
            output.WriteLine($"{path} {(int)reply.StatusCode} {said.Length}");
            found.AddRange(secrets.Append(token).Where(secret => said.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{path}: {secret}: {said}"));
        }

        output.WriteLine(string.Join('\n', found));
        Assert.Empty(found);
    }

    [Fact]
    public async Task Of_edits_at_once_that_know_the_same_file_one_is_made()
    {
        await using var lab = await Lab.StartAsync("""{ "budget": { "dailyUsd": 5 } }""");
        var token = await TokenAsync(lab);
        using var shown = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/config", UriKind.Relative), Cancel));
        var hash = shown.RootElement.GetProperty("hash").GetString();
        var replies = await Task.WhenAll(Enumerable.Range(10, 20).Select(usd => PostAsync(lab, "/api/config", $$"""{"hash":"{{hash}}","changes":[{"path":["budget","dailyUsd"],"value":{{usd}}}]}""", token)));
        Assert.Equal(
            [.. Enumerable.Repeat(HttpStatusCode.Conflict, 19).Prepend(HttpStatusCode.OK)],
            replies.Select(reply => reply.StatusCode).Order());
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(lab.Home.ConfigPath, Cancel));
        Assert.Equal(10 + Array.FindIndex(replies, reply => reply.IsSuccessStatusCode), written.RootElement.GetProperty("budget").GetProperty("dailyUsd").GetInt32());
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task Pages_without_number_that_listen_and_do_not_read_harm_nobody_and_hold_up_no_end()
    {
        await using var lab = await Lab.StartAsync();
        List<RawClient> pages = [];
        for (var page = 0; page < 100; page++)
        {
            var raw = await RawClient.ConnectAsync(lab, Cancel);
            pages.Add(raw);
            await raw.SendAsync("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n", Cancel);
        }

        var firsts = new List<string>();
        foreach (var page in pages)
        {
            var start = new byte[12];
            await page.Stream.ReadExactlyAsync(start, Cancel);
            firsts.Add(Encoding.ASCII.GetString(start)[9..]);
        }

        Assert.Equal((32, 68), (firsts.Count("200".Equals), firsts.Count("503".Equals)));
        foreach (var (page, first) in pages.Zip(firsts).Where(page => page.Second == "200").Take(10))
        {
            page.Reset();
        }

        await CallAsync(lab, "agent");

        // A page that has left makes room.
        string text;
        do
        {
            using var late = await RawClient.ConnectAsync(lab, Cancel);
            await late.SendAsync("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n", Cancel);
            var start = new byte[12];
            await late.Stream.ReadExactlyAsync(start, Cancel);
            text = Encoding.ASCII.GetString(start);
        }
        while (text != "HTTP/1.1 200");

        await lab.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System, Cancel);
        pages.ForEach(page => page.Dispose());
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_told_of_and_one_that_is_gone_is_empty()
    {
        await using var lab = await Lab.StartAsync();
        await CallAsync(lab, "agent");
        await lab.RowsAsync(1, "SELECT id FROM calls");
        string[] lists = [.. s_lists.Where(path => path is not "/api/alerts"), "/api/session?name=s"];
        using (var connection = new SqliteConnection($"Data Source={lab.Home.DatabasePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1";
            command.ExecuteNonQuery();
        }

        foreach (var path in lists)
        {
            using var reply = await GetAsync(lab, path);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, reply.StatusCode));
            Assert.Contains("an earlier RelayPlane wrote it", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        File.Delete(lab.Home.DatabasePath);
        foreach (var path in lists)
        {
            using var reply = await GetAsync(lab, path);
            Assert.True(reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {reply.StatusCode}");
        }

        await CallAsync(lab, "agent");
    }

    private static async Task CallAsync(Lab lab, string agent, string session = "s")
    {
        using var request = PassThroughTests.Post("/v1/messages", """{"model":"sandbox/claude-sonnet-4-5","max_tokens":5,"messages":[{"role":"user","content":"q"}]}""", ("x-relayplane-agent", agent), ("x-relayplane-session", session), ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    private static async Task<string> TokenAsync(Lab lab)
    {
        using var answer = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/token", UriKind.Relative), Cancel));
        return answer.RootElement.GetProperty("token").GetString()!;
    }

    private static Task<HttpResponseMessage> GetAsync(Lab lab, string path) => lab.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

    private static async Task<HttpResponseMessage> PostAsync(Lab lab, string path, string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(Access.PageHeader, token);
        return await lab.Http.SendAsync(request, Cancel);
    }
}
