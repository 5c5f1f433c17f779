using System.Globalization;
using RelayPlane.Dashboard;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RelayPlane.Cli;

/// <summary>What the gateway knows of limits, for a person at a terminal.</summary>
internal static class LimitsTable
{
    private const int BarWidth = 10;

    /// <summary>All of it, in lines.</summary>
    public static IRenderable Of(LimitsAnswer answer)
    {
        if (answer.Lanes.Count == 0)
        {
            return new Text("No call has needed a limit yet: they are learned from the first replies.");
        }

        var parts = new List<IRenderable> { Lanes(answer), new Text(Sum(answer)) };
        parts.AddRange(LimitsAdvice.Of(answer).Select(line => new Text(line, new Style(Color.Yellow))));
        return new Rows(parts);
    }

    private static Table Lanes(LimitsAnswer answer)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var name in new[] { "provider", "key", "models", "state" })
        {
            table.AddColumn(name);
        }

        foreach (var name in new[] { "requests/min", "input/min", "output/min" })
        {
            table.AddColumn(new TableColumn(name).NoWrap());
        }

        foreach (var name in new[] { "waiting", "wait", "429s/h" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var lane in answer.Lanes)
        {
            var queue = answer.Queues.FirstOrDefault(queue => queue.Provider == lane.Provider && queue.Class == lane.Class && queue.Keys.Contains(lane.Key));
            table.AddRow(
                new Text(StatsText.Name(lane.Provider)),
                new Text(StatsText.Name(lane.Key)),
                new Text(StatsText.Name(lane.Class)),
                new Text(State(lane, answer.At), new Style(lane.State == LaneStates.Open ? Color.Green : Color.Red)),
                new Text(Limit(lane, LimitKind.Requests)),
                new Text(Limit(lane, LimitKind.InputTokens)),
                new Text(Limit(lane, LimitKind.OutputTokens)),
                new Text(queue is null ? "–" : StatsText.Count(queue.Waiting)),
                new Text(queue is null ? "–" : Wait(queue.ExpectedWaitSeconds)),
                new Text(StatsText.Count(lane.RateLimited), lane.RateLimited > 0 ? new Style(Color.Yellow) : Style.Plain));
        }

        return table;
    }

    private static string Sum(LimitsAnswer answer) =>
        $"429s that clients saw since the start: {StatsText.Count(answer.ClientRateLimited)}. From providers in the last hour: {StatsText.Count(answer.UpstreamRateLimited)}. Waiting: {StatsText.Count(answer.Queues.Sum(queue => queue.Waiting))}.";

    private static string State(LaneReport lane, DateTimeOffset at)
    {
        var until = lane.Until is { } end && end > at ? $" for {StatsText.Duration(end - at)}" : string.Empty;
        return lane.State + until + (lane.Reason is { } reason ? $": {StatsText.Name(reason)}" : string.Empty);
    }

    private static string Limit(LaneReport lane, LimitKind kind)
    {
        if (lane.Limits.FirstOrDefault(limit => limit.Kind == kind) is not { } limit)
        {
            return "–";
        }

        var filled = limit.Capacity > 0 ? (int)Math.Clamp(Math.Ceiling(BarWidth * limit.Level / limit.Capacity), 0, BarWidth) : 0;
        return $"{(lane.Blind ? "~" : string.Empty)}{StatsText.Tokens((long)limit.PerMinute),-5} {new string('█', filled)}{new string('░', BarWidth - filled)}";
    }

    private static string Wait(double? seconds) => seconds switch
    {
        null => "unknown",
        < 0.05 => "none",
        < 10 => seconds.Value.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => seconds.Value.ToString("0", CultureInfo.InvariantCulture) + " s",
    };
}
