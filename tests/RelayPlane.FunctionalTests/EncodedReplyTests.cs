using System.IO.Compression;
using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class EncodedReplyTests
{
    private const string Reply = """{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":5}}""";

    [Theory]
    [InlineData("gzip, br", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData(null, false)]
    public async Task A_provider_that_encodes_all_the_same_is_passed_on_to_who_takes_it_and_metered_either_way(string? accepts, bool encoded)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Reply), TestContext.Current.CancellationToken);
        }

        await using var provider = RawProvider.Replying("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n", packed.ToArray());
        await using var lab = await Lab.InFrontOfAsync(provider);
        var request = Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"));
        if (accepts is not null)
        {
            request.Headers.TryAddWithoutValidation("accept-encoding", accepts);
        }

        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(encoded ? packed.ToArray() : Encoding.UTF8.GetBytes(Reply), bytes);
        Assert.Equal(encoded, reply.Content.Headers.ContentEncoding.Contains("gzip"));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT tokens_in, tokens_out FROM runs"));
        Assert.Equal((10L, 5L), (row["tokens_in"], row["tokens_out"]));
    }
}
