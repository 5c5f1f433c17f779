using System.Net;
using Microsoft.Data.Sqlite;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class ManyAtOnceTests
{
    internal const string Reply = """{"id":"m","type":"message","model":"claude-x","content":[{"type":"text","text":"hi"}],"usage":{"input_tokens":3,"output_tokens":2}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_at_once_each_get_their_own_body_up_and_their_own_record()
    {
        await using var provider = new RawProvider((request, stream, cancel) => RawProvider.WriteAsync(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", request.Body, cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var bodies = Enumerable.Range(0, 200).Select(number => $$"""{"model":"claude-x","n":{{number}},"pad":"{{new string((char)('a' + (number % 26)), 20_000 + number)}}"}""").ToArray();
        await Task.WhenAll(bodies.Select(async body =>
        {
            using var reply = await lab.Http.SendAsync(Post("/v1/messages", body, ("x-api-key", "k")), Cancel);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal(body, await reply.Content.ReadAsStringAsync(Cancel));
        }));
        Assert.Equal(200L, Assert.Single(await lab.RowsAsync(200, "SELECT COUNT(DISTINCT id) AS n FROM calls"))["n"]);
    }

    [Fact]
    public async Task A_locked_ledger_holds_up_no_call_and_loses_none()
    {
        await using var provider = RawProvider.Json(Reply);
        await using var lab = await Lab.InFrontOfAsync(provider);
        await AskAsync(lab);
        await lab.RowsAsync(1, "SELECT id FROM calls");
        await using (var other = new SqliteConnection($"Data Source={lab.Home.DatabasePath};Pooling=false"))
        {
            await other.OpenAsync(Cancel);
            await using var lockAll = other.CreateCommand();
            lockAll.CommandText = "BEGIN IMMEDIATE";
            await lockAll.ExecuteNonQueryAsync(Cancel);
            for (var call = 0; call < 20; call++)
            {
                await AskAsync(lab);
            }
        }

        Assert.Equal(21, (await lab.RowsAsync(21, "SELECT id FROM calls")).Count);
    }

    internal static async Task AskAsync(Lab lab)
    {
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", $$"""{"model":"claude-x","pad":"{{new string('p', 32_000)}}"}""", ("x-api-key", "k")), Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
