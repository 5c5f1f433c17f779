using System.Globalization;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Which scenarios to replay, and how fast.</summary>
internal sealed record PacingOptions
{
    public const string Help = """
        usage: ./bench pacing [options]

        Replays recorded arrivals through the real gateway over HTTP, against a sandbox that limits, storms and fails as
        providers do, all on one clock that runs faster than real time; prints what clients saw beside the reference's figures.

          --scenario A,B   of S1 S1t S2 S3 S4 S5, each also as S1-blind …; or all (default S1)
          --seed N         of agents and chance (default 1); may be given several times
          --seeds A,B      the same, several at once
          --trace FILE     arrivals in place of the scenario's own: CSV with TIMESTAMP,ContextTokens,GeneratedTokens,
                           or lines of JSON with timestamp (ms), input_length, output_length, hash_ids
          --scale N        how much faster than real time, 20 to 60 (default 20)
          --limit N        only the first N calls: a look, not a measurement
          --json FILE      writes every figure
        """;

    public const int DefaultSeed = 1;

    public IReadOnlyList<Scenario> Scenarios { get; init; } = Pacing.Scenarios.Find("S1")!;

    public IReadOnlyList<int> Seeds { get; init; } = [];

    public string? Trace { get; init; }

    public double Scale { get; init; } = 20;

    public int Limit { get; init; } = int.MaxValue;

    public string? Json { get; init; }

    /// <summary>Reads the command line; null where it makes no sense.</summary>
    public static PacingOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new PacingOptions();
        for (var index = 0; index + 1 < args.Count; index += 2)
        {
            if (Set(options, args[index], args[index + 1]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return args.Count % 2 != 0 ? null : options.Seeds.Count > 0 ? options : options with { Seeds = [DefaultSeed] };
    }

    private static PacingOptions? Set(PacingOptions options, string name, string value) => name switch
    {
        "--scenario" or "--scenarios" when Pacing.Scenarios.Find(value) is { } scenarios => options with { Scenarios = scenarios },
        "--seed" or "--seeds" when Seed(value) is { } seeds => options with { Seeds = [.. options.Seeds, .. seeds] },
        "--trace" => options with { Trace = value },
        "--scale" when double.TryParse(value, CultureInfo.InvariantCulture, out var scale) && scale is >= 1 and <= 100 => options with { Scale = scale },
        "--limit" when int.TryParse(value, out var limit) && limit > 0 => options with { Limit = limit },
        "--json" => options with { Json = value },
        _ => null,
    };

    private static List<int>? Seed(string value)
    {
        var seeds = new List<int>();
        foreach (var part in value.Split(','))
        {
            if (!int.TryParse(part, out var seed))
            {
                return null;
            }

            seeds.Add(seed);
        }

        return seeds;
    }
}
