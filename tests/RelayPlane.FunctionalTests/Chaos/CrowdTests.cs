using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 23 and 33: very many at once.</summary>
public sealed class CrowdTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_streams_open_at_once_all_end_well()
    {
        const int streams = 2000;
        var open = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Bytes(StreamHead + Chunk(Start + Text)), cancel);
            if (Interlocked.Increment(ref open) == streams)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(cancel);
            await stream.WriteAsync(Bytes(Chunk(End) + "0\r\n\r\n"), cancel);
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => lab.AskAsync(Cancel, stream: true, patience: 60_000)));

        Assert.All(told, one => Assert.Equal((200, Start + Text + End), (one.Status, one.Text)));
        await Aftermath.OfAsync(lab, streams);
        Assert.Equal(streams * 9L, Assert.Single(await lab.RowsAsync(streams, "SELECT SUM(tokens_out) AS n FROM runs"))["n"]);
    }

    [Fact]
    public async Task Two_thousand_calls_at_once_from_cold_run_into_few_limits_and_no_client_sees_one()
    {
        const int calls = 2000;

        // Twelve thousand a minute are two hundred a second: on this clock the crowd is through within a second.
        var clock = new QuickClock(10);
        var level = 200.0;
        var at = clock.GetTimestamp();
        var locked = new Lock();
        var refused = 0;
        await using var provider = new RawProvider((request, stream, cancel) =>
        {
            double left;
            lock (locked)
            {
                var now = clock.GetTimestamp();
                level = Math.Min(2000, level + (200 * clock.GetElapsedTime(at, now).TotalSeconds));
                at = now;
                left = level >= 1 ? --level : -1;
            }

            var limits = $"anthropic-ratelimit-requests-limit: 12000\r\nanthropic-ratelimit-requests-remaining: {Math.Max(0, (int)left)}\r\n";
            if (left >= 0)
            {
                return Status(200, Answer, limits)(request, stream, cancel);
            }

            Interlocked.Increment(ref refused);
            return Limited("retry-after: 1\r\n" + limits)(request, stream, cancel);
        });
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: clock);
        var told = await Task.WhenAll(Enumerable.Range(0, calls).Select(call => lab.AskAsync(Cancel, patience: 590_000, agent: $"a{call % 8}")));

        Assert.All(told, one => Assert.Equal(200, one.Status));
        Assert.InRange(refused, 0, calls * 3 / 100);
        await Aftermath.OfAsync(lab, calls);
    }
}
