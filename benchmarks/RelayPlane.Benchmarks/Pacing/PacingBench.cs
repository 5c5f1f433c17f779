namespace RelayPlane.Benchmarks.Pacing;

/// <summary><c>./bench pacing</c>: every scenario with every seed, one after the other.</summary>
internal static class PacingBench
{
    /// <returns>0; 1 where counts do not agree; 2 for a command line or a trace that makes no sense.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(PacingOptions.Help);
            return 0;
        }

        if (PacingOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(PacingOptions.Help);
            return 2;
        }

        var runs = new List<Figures>();
        try
        {
            foreach (var scenario in options.Scenarios)
            {
                var trace = Trace.Read(options.Trace ?? Trace.Find(scenario.Trace)).Take(options.Limit).ToList();
                await Replay.WarmUpAsync(scenario, trace, options.Scale);
                foreach (var seed in options.Seeds)
                {
                    Console.Error.WriteLine($"{scenario.Name}, seed {seed}: {trace.Count} calls in {trace[^1].At:0} s, {options.Scale:0} times as fast.");
                    var run = await Replay.RunAsync(scenario, trace, seed, options.Scale);
                    runs.Add(run);
                    PacingTable.Print(Console.Out, run, options.Scale);
                    if (options.Json is { } file)
                    {
                        PacingJson.Write(file, runs);
                    }
                }
            }
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException or InvalidDataException or FormatException or System.Text.Json.JsonException)
        {
            Console.Error.WriteLine(unreadable.Message);
            return 2;
        }

        foreach (var run in runs.Where(run => !run.CountsAgree))
        {
            Console.Error.WriteLine($"{run.Scenario.Name}, seed {run.Seed}: the driver's, the sandbox's and the ledger's counts do not agree.");
        }

        return runs.TrueForAll(run => run.CountsAgree) ? 0 : 1;
    }
}
