using System.Text;
using RelayPlane.Ledger.Content;
using Xunit;

namespace RelayPlane.Tests.Ledger.Content;

public sealed class CapturedBodyTests
{
    private readonly ContentRoom _room = new(3 * CapturedBody.Most);

    [Fact]
    public void A_body_of_just_the_most_is_whole_and_one_byte_more_is_cut()
    {
        using var body = new CapturedBody(_room);
        body.Write(new byte[CapturedBody.Most - 1]);
        body.Write([1]);
        Assert.Equal((CapturedBody.Most, false), (body.Bytes.Length, body.Cut));
        body.Write([2]);
        Assert.Equal((CapturedBody.Most, true, (byte)1), (body.Bytes.Length, body.Cut, body.Bytes.Span[^1]));
    }

    [Fact]
    public void Where_there_is_no_memory_for_it_the_rest_is_cut_without_a_gap()
    {
        using var tight = new CapturedBody(new ContentRoom(5000));
        tight.Write(Encoding.UTF8.GetBytes(new string('a', 4000)));
        tight.Write(Encoding.UTF8.GetBytes(new string('b', 4000)));
        tight.Write("c"u8);
        Assert.Equal((new string('a', 4000) + new string('b', 96), true), (Encoding.UTF8.GetString(tight.Bytes.Span), tight.Cut));
    }

    [Fact]
    public void What_comes_after_the_end_is_not_taken_and_memory_goes_back_once()
    {
        var body = new CapturedBody(_room);
        body.Write("one"u8);
        body.End();
        body.Write("two"u8);
        Assert.Equal("one", Encoding.UTF8.GetString(body.Bytes.Span));
        body.Dispose();
        body.Dispose();
        body.Write("three"u8);
        Assert.Equal((0L, 0), (_room.Held, body.Bytes.Length));
    }
}
