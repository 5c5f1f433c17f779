using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>One agent as <c>relayplane agents list</c> shows it.</summary>
/// <param name="Name">The name that the user gave, else its key.</param>
/// <param name="Keys">What its calls are told by.</param>
/// <param name="Cost">Of what is priced.</param>
/// <param name="Unpriced">Runs without a known price, which are not in the cost.</param>
internal sealed record AgentLine(string Name, IReadOnlyList<string> Keys, long Requests, Money Cost, long Unpriced)
{
    /// <summary>Calls from before an agent had its name count under it as well. Costliest first.</summary>
    public static IReadOnlyList<AgentLine> Of(IReadOnlyList<StatsRow> rows, IReadOnlyDictionary<string, string> names) =>
        [.. rows
            .Where(row => row.Key.First.Length > 0)
            .Select(row => (Name: names.GetValueOrDefault(row.Key.First, row.Key.First), row.Tally))
            .Concat(names.Values.Select(name => (Name: name, Tally: new Tally())))
            .GroupBy(row => row.Name)
            .Select(agent => new AgentLine(
                agent.Key,
                names.Where(pair => pair.Value == agent.Key).Select(pair => pair.Key).ToList() is { Count: > 0 } keys ? keys : [agent.Key],
                agent.Sum(row => row.Tally.Requests),
                new Money(agent.Sum(row => row.Tally.CostNano)),
                agent.Sum(row => row.Tally.Unpriced)))
            .OrderByDescending(agent => agent.Cost.NanoUsd).ThenByDescending(agent => agent.Requests).ThenBy(agent => agent.Name, StringComparer.Ordinal)];
}
