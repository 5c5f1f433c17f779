using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>One arrival of a recorded load.</summary>
/// <param name="At">Seconds since the first.</param>
/// <param name="Blocks">Ids of the prompt's blocks of 512 tokens; equal beginnings have equal ids.</param>
internal readonly record struct Arrival(double At, long Input, long Output, ulong[] Blocks);

/// <summary>The recorded loads that the reference simulation uses.</summary>
internal static class Traces
{
    public static IReadOnlyList<Arrival> AzureCode() => s_code.Value;

    public static IReadOnlyList<Arrival> Mooncake() => s_mooncake.Value;

    private static readonly Lazy<Arrival[]> s_code = new(() => FromZero(
        File.ReadLines(Shared.Path("sim/data/azure_code_2023.csv")).Skip(1).Where(line => line.Length > 0).Select(line =>
        {
            var cells = line.Split(',');
            var at = DateTime.Parse(cells[0], CultureInfo.InvariantCulture).Ticks / (double)TimeSpan.TicksPerSecond;
            return new Arrival(at, long.Parse(cells[1], CultureInfo.InvariantCulture), Math.Max(1, long.Parse(cells[2], CultureInfo.InvariantCulture)), []);
        })));

    // The release has its timestamps in steps of three seconds.
    private static readonly Lazy<Arrival[]> s_mooncake = new(() =>
    {
        var random = new Random(7);
        return FromZero(File.ReadLines(Shared.Path("sim/data/mooncake_conversation.jsonl")).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new Arrival(
                (root.GetProperty("timestamp").GetDouble() / 1000) + (random.NextDouble() * 3),
                root.GetProperty("input_length").GetInt64(),
                Math.Max(1, root.GetProperty("output_length").GetInt64()),
                [.. root.GetProperty("hash_ids").EnumerateArray().Select(id => id.GetUInt64())]);
        }));
    });

    private static Arrival[] FromZero(IEnumerable<Arrival> arrivals)
    {
        Arrival[] ordered = [.. arrivals.OrderBy(arrival => arrival.At)];
        return [.. ordered.Select(arrival => arrival with { At = arrival.At - ordered[0].At })];
    }
}
