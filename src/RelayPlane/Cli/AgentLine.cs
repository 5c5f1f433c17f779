using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>One agent as <c>relayplane agents list</c> shows it.</summary>
/// <param name="Name">The name that the user gave, else its key.</param>
/// <param name="Keys">What its calls are told by.</param>
/// <param name="Tally">Of its calls.</param>
internal sealed record AgentLine(string Name, IReadOnlyList<string> Keys, Tally Tally)
{
    /// <summary>Costliest first; then who has a name and has not called.</summary>
    /// <param name="rows">By agent, under their names.</param>
    public static IReadOnlyList<AgentLine> Of(IReadOnlyList<StatsRow> rows, IReadOnlyDictionary<string, string> names) =>
        [.. rows
            .Where(row => row.Key.First.Length > 0)
            .Select(row => (Name: row.Key.First, row.Tally))
            .Concat(names.Values.Except(rows.Select(row => row.Key.First)).Select(name => (Name: name, Tally: new Tally())))
            .Select(agent => new AgentLine(
                agent.Name, names.Where(pair => pair.Value == agent.Name).Select(pair => pair.Key).ToList() is { Count: > 0 } keys ? keys : [agent.Name], agent.Tally))];
}
