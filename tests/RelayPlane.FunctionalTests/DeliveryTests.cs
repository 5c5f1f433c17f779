using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class DeliveryTests
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";

    [Fact]
    public async Task An_attempt_remembers_when_it_was_sent_and_what_its_connection_took_where_none_was_open()
    {
        await using var provider = RawProvider.Json(Answer);
        await using var lab = await Lab.InFrontOfAsync(provider);
        for (var call = 0; call < 2; call++)
        {
            using var request = Post("/v1/messages", """{"model":"claude-x","max_tokens":5}""", ("x-api-key", "k"));
            using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        var rows = await lab.RowsAsync(2, "SELECT c.total_us, a.start_us, a.connect_us, a.total_us AS attempt_us FROM attempts a JOIN calls c ON c.seq = a.call ORDER BY c.seq");
        Assert.All(rows, row => Assert.InRange((long)row["start_us"]! + (long)row["attempt_us"]!, 1, (long)row["total_us"]! + 1));
        Assert.InRange((long)rows[0]["connect_us"]!, 0, (long)rows[0]["attempt_us"]!);
        Assert.Null(rows[1]["connect_us"]);
    }

    [Fact]
    public async Task What_a_client_did_not_see_is_counted_as_absorbed()
    {
        var answers = 0;
        await using var provider = new RawProvider((_, stream, cancel) => Interlocked.Increment(ref answers) == 1
            ? RawProvider.WriteAsync(stream, "HTTP/1.1 529 X\r\ncontent-type: application/json\r\n", System.Text.Encoding.UTF8.GetBytes(Overloaded), cancel)
            : RawProvider.WriteAsync(stream, "HTTP/1.1 200 X\r\ncontent-type: application/json\r\n", System.Text.Encoding.UTF8.GetBytes(Answer), cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages", """{"model":"claude-x","max_tokens":5}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT requests, absorbed_calls, overloaded, seen, fallbacks FROM deliveries WHERE level = 0"));
        Assert.Equal([1L, 1L, 1L, 0L, 0L], row.Values.Select(value => (long)value!));
    }
}
