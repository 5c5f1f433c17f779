namespace RelayPlane.Benchmarks;

/// <summary>How long and what to measure.</summary>
internal sealed record RoadOptions
{
    public const string Help = """
        usage: ./bench road [options]

        Measures, in interleaved rounds, calls straight to an upstream, through nginx, and through the gateway
        with every call priced and recorded. Proxies run on core 0, load and upstream on the others.

          --quick          one short round (about a minute): a look, not a measurement
          --rounds N       how many rounds; medians are printed (default 5)
          --seconds N      how long each cell of a round is measured (default 3)
          --streams N      how many streams are open at once (default 500)
          --upstream U     fixed: canned replies from the benchmark itself (default)
                           sandbox: relayplane sandbox
          --only A,B       of direct, nginx, gateway
          --json FILE      writes every number, rounds included
        """;

    public int Rounds { get; init; } = 5;

    /// <summary>Of each measured cell.</summary>
    public double Seconds { get; init; } = 3;

    public double WarmUpSeconds { get; init; } = 1;

    public int Streams { get; init; } = 500;

    public bool Sandbox { get; init; }

    public IReadOnlyList<string> Only { get; init; } = ["direct", "nginx", "gateway"];

    public string? Json { get; init; }

    /// <summary>Reads the command line; null where it makes no sense.</summary>
    public static RoadOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new RoadOptions();
        for (var index = 0; index < args.Count; index++)
        {
            if (args[index] == "--quick")
            {
                options = options with { Rounds = 1, Seconds = 1, WarmUpSeconds = 0.5 };
                continue;
            }

            if (index + 1 >= args.Count)
            {
                return null;
            }

            var value = args[++index];
            switch (args[index - 1])
            {
                case "--rounds" when int.TryParse(value, out var rounds): options = options with { Rounds = rounds }; break;
                case "--seconds" when double.TryParse(value, out var seconds): options = options with { Seconds = seconds }; break;
                case "--streams" when int.TryParse(value, out var streams): options = options with { Streams = streams }; break;
                case "--upstream" when value is "sandbox" or "fixed": options = options with { Sandbox = value == "sandbox" }; break;
                case "--only": options = options with { Only = value.Split(',') }; break;
                case "--json": options = options with { Json = value }; break;
                default: return null;
            }
        }

        return options;
    }
}
