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
        try
        {
            while (true)
            {
                open.Add(DeliverAsync(courier, mix.Next()));
                open.RemoveAll(task => task.IsCompletedSuccessfully);
                var gap = -Math.Log(1 - random.NextDouble()) / options.CallsPerSecond;
                await Task.Delay(TimeSpan.FromSeconds(gap), clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task DeliverAsync(Courier courier, Errand errand) => finished(await courier.SendAsync(errand));
}
