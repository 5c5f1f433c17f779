using System.IO.Compression;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Fault 13: replies in a coding that was not asked for, is not what it claims, or swells.</summary>
public sealed class CodedReplyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gzipped_reply_is_decoded_and_its_usage_is_read(bool stream)
    {
        await using var provider = Doing(Coded(Gzip(Bytes(stream ? Start + Text + End : Answer)), stream));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, stream);

        Assert.Equal((200, stream ? Start + Text + End : Answer), (told.Status, told.Text));
        Assert.Equal("answered", await Aftermath.OfAsync(lab, 1));
        Assert.NotNull(Assert.Single(await lab.RowsAsync(1, "SELECT tokens_out FROM runs"))["tokens_out"]);
        Assert.Equal("identity", Assert.Single(provider.Requests).Header("accept-encoding"));
    }

    [Fact]
    public async Task A_reply_that_is_not_in_its_coding_is_tried_again()
    {
        await using var provider = Doing(Coded(Bytes("plain, whatever was said of it"), stream: false), Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel);

        Assert.Equal((200, Answer), (told.Status, told.Text));
        Assert.Equal("faulted,answered", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task An_error_that_swells_a_thousandfold_is_refused_without_being_unpacked_whole()
    {
        await using var provider = Doing(
            (_, stream, cancel) => RawProvider.WriteAsync(stream, "HTTP/1.1 529 X\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n", Gzip(new byte[64 << 20]), cancel),
            Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        Assert.Equal((200, Answer), (await lab.AskAsync(Cancel)) is var told ? (told.Status, told.Text) : default);
        Assert.Equal("overloaded,answered", await Aftermath.OfAsync(lab, 1));
    }

    private static Step Coded(byte[] body, bool stream) => (_, to, cancel) =>
        RawProvider.WriteAsync(to, $"HTTP/1.1 200 OK\r\ncontent-type: {(stream ? "text/event-stream" : "application/json")}\r\ncontent-encoding: gzip\r\n", body, cancel);

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packer.Write(plain);
        }

        return packed.ToArray();
    }
}
