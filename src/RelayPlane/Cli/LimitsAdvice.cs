using System.Globalization;
using RelayPlane.Dashboard;
using RelayPlane.Pacing;

namespace RelayPlane.Cli;

/// <summary>What a person can do where no gateway can help: more is asked for than the keys allow, or a key is gone. Pure.</summary>
internal static class LimitsAdvice
{
    public static IEnumerable<string> Of(LimitsAnswer answer) => answer.Queues.Select(Demand).Concat(answer.Lanes.Select(Key)).OfType<string>().Distinct();

    private static string? Demand(QueueReport queue)
    {
        // Up to the limit, or a burst that no call waits for, all is well.
        if (queue.Demand is not (> 1 and var multiple) || (queue.Waiting == 0 && queue.ExpectedWaitSeconds is null or < 1))
        {
            return null;
        }

        var keys = queue.Keys.Count == 1 ? $"key {queue.Keys[0]} allows" : $"keys {string.Join(", ", queue.Keys)} allow together";
        var wait = queue.ExpectedWaitSeconds is { } seconds ? $"expected wait {Math.Ceiling(seconds).ToString("0", CultureInfo.InvariantCulture)} s" : "how long they wait is unknown";
        return StatsText.Name($"{queue.Provider} {queue.Class}: calls ask for {Multiple(multiple)}× what {keys}; {wait}. A second key, a higher tier or a fallback would end it.");
    }

    private static string? Key(LaneReport lane) => lane.State switch
    {
        LaneStates.Dead => StatsText.Name($"{lane.Provider} does not accept the key {lane.Key}: replace it."),
        LaneStates.Held => StatsText.Name($"{lane.Provider}: the key {lane.Key} was paused on the gateway's page. Resume it there, or restart the gateway."),
        LaneStates.Exhausted => StatsText.Name($"{lane.Provider}: the key {lane.Key} is used up. Add money, raise its limit, or add a second key or a fallback."),
        _ => null,
    };

    /// <summary>Rounded up: who buys by it should not buy too little.</summary>
    private static string Multiple(double multiple) => (Math.Ceiling(multiple * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture);
}
