using System.Diagnostics;
using System.Globalization;
using RelayPlane.Ledger;

namespace RelayPlane.Benchmarks.LedgerLoad;

/// <summary><c>./bench ledger</c>: fills a ledger with millions of calls through its own writer, and measures what it takes, asks and adds to a call.</summary>
internal static class LedgerBench
{
    private const string Usage = """
        usage: ./bench ledger [--calls N] [--keep FILE]

          --calls N     how many calls, over 90 days (default 10000000)
          --keep FILE   write the database there and keep it; an existing one is measured as it is
        """;

    private const int BatchSize = 4096;
    private static readonly TimeSpan s_span = TimeSpan.FromDays(90);

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        long calls = 10_000_000;
        string? keep = null;
        for (int at = 0; at < args.Count; at += 2)
        {
            if (at + 1 == args.Count || args[at] is not ("--calls" or "--keep") || (args[at] == "--calls" && !long.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out calls)))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            keep = args[at] == "--keep" ? args[at + 1] : keep;
        }

        string folder = Directory.CreateTempSubdirectory("relayplane-ledger-").FullName;
        string path = keep ?? Path.Combine(folder, "data.db");
        try
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (!File.Exists(path))
            {
                Fill(path, calls, now);
            }

            Console.WriteLine();
            Queries.Measure(path, now - s_span);
            Queries.MeasurePast(path, now - s_span);
            Console.WriteLine();
            await Writing.MeasureAsync(path, now);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes so many calls of the 90 days before now.</summary>
    public static void Fill(string path, long calls, DateTimeOffset now)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        using (EntryWriter writer = new(LedgerFile.OpenForWriting(path)))
        {
            long written = 0;
            foreach (CallEntry[] batch in new SyntheticCalls(1, now - s_span, s_span, calls).All().Chunk(BatchSize))
            {
                writer.Write(batch);
                written += batch.Length;
                if (written / 1_000_000 != (written - batch.Length) / 1_000_000)
                {
                    Console.Error.WriteLine($"{written:N0} calls after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                }
            }
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        long bytes = new FileInfo(path).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls written in {took.TotalSeconds:0} s: {calls / took.TotalSeconds:N0} calls/s, {cpu.TotalMicroseconds / calls:0.0} µs of CPU each, {(double)bytes / calls:0} bytes a call ({bytes / 1e9:0.00} GB)"));
    }
}
