namespace RelayPlane.Sandbox.Traffic;

/// <summary>Sends a mix of calls at random moments until it is cancelled, and reports each when it is over. For <c>relayplane demo</c>.</summary>
internal sealed class LivelyTraffic(TrafficOptions options, HttpMessageInvoker http, TimeProvider clock, Action<FinishedCall> finished)
{
    /// <summary>Starts calls until <paramref name="stop"/>; the task ends when all that were started are over.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var random = new Random(options.Seed);
        var mix = new TrafficMix(random);
        var open = new List<Task>();
        var courier = new Courier(options, http, clock);
        var (started, due) = (clock.GetTimestamp(), TimeSpan.Zero);
        try
        {
            while (true)
            {
                open.Add(DeliverAsync(courier, mix.Next()));
                open.RemoveAll(task => task.IsCompletedSuccessfully);

                // Counted from the start, not from the last call: timers are late, and the lateness would add up to a lower rate.
                due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / options.CallsPerSecond);
                var early = due - clock.GetElapsedTime(started);
                await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task DeliverAsync(Courier courier, Errand errand) => finished(await courier.SendAsync(errand));
}
