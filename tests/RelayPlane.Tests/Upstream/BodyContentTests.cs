using System.Buffers;
using RelayPlane.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class BodyContentTests
{
    [Fact]
    public async Task A_body_that_is_still_going_up_when_its_call_ends_keeps_its_array()
    {
        var pool = new WatchedPool();
        var array = pool.Rent(8);
        var lease = new BodyLease(array, pool);
        using var content = new BodyContent(array, lease);
        var stalled = new StalledStream();
        var upload = content.CopyToAsync(stalled, TestContext.Current.CancellationToken);

        lease.LetGo();
        Assert.Equal(0, pool.Returned);

        stalled.Go.SetResult();
        await upload;
        Assert.Equal(1, pool.Returned);
    }

    [Fact]
    public async Task A_body_whose_call_has_ended_does_not_begin_to_go_up()
    {
        var pool = new WatchedPool();
        var lease = new BodyLease(pool.Rent(8), pool);
        using var content = new BodyContent(new byte[8], lease);
        lease.LetGo();
        using var nowhere = new MemoryStream();
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(nowhere, TestContext.Current.CancellationToken));
        Assert.Equal(0, nowhere.Length);
        Assert.Equal(1, pool.Returned);
    }

    private sealed class WatchedPool : ArrayPool<byte>
    {
        public int Returned { get; private set; }

        public override byte[] Rent(int minimumLength) => new byte[minimumLength];

        public override void Return(byte[] array, bool clearArray = false) => Returned++;
    }

    private sealed class StalledStream : MemoryStream
    {
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await Go.Task;
    }
}
