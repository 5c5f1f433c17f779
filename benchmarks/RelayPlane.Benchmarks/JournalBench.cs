using System.Diagnostics;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Benchmarks;

/// <summary>What it costs a call that it is written before its last byte goes out.</summary>
internal static class JournalBench
{
    private const int Calls = 200_000;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("relayplane-journal-").FullName;
        try
        {
            var entry = Entry();
            var bytes = JournalRecord.Write(entry).Length;
            using var journal = new Journal(folder);
            var took = new double[Calls];
            long allocated = 0;
            for (var call = 0; call < Calls; call++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                var segment = journal.Append(entry);
                took[call] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                segment?.Settle();
                if (call % 4096 == 0)
                {
                    journal.Sweep();
                }
            }

            Array.Sort(took);
            var writing = Stopwatch.GetTimestamp();
            for (var call = 0; call < Calls; call++)
            {
                _ = JournalRecord.Write(entry);
            }

            var bare = Stopwatch.GetElapsedTime(writing).TotalMicroseconds / Calls;
            Console.WriteLine($"journal: {bytes} bytes a call; an append takes {took.Average():0.0} us (p50 {took[Calls / 2]:0.0}, p99 {took[Calls * 99 / 100]:0.0}), {bare:0.0} of it to make the bytes, and allocates {allocated / (double)Calls:0} bytes; {journal.Failures} failed");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CallEntry Entry() => new()
    {
        Id = "019ab3c04de27f60a1b2c3d4e5f60718",
        At = TimeProvider.System.GetUtcNow(),
        Api = "anthropic",
        Endpoint = "messages",
        Method = "POST",
        Path = "/v1/messages",
        Stream = true,
        ModelRequested = "claude-sonnet-4-5",
        Reason = "passthrough",
        Plan = "anthropic/claude-sonnet-4-5",
        Client = "claude-cli",
        Agent = "agent-1",
        Session = "5f8a2c1e-9b7d-4e6f-8a1b-2c3d4e5f6071",
        Status = 200,
        Outcome = Outcome.Answered,
        FirstByte = TimeSpan.FromMilliseconds(412.7),
        Total = TimeSpan.FromMilliseconds(3120.4),
        BytesIn = 48_211,
        BytesOut = 9_313,
        Attempts =
        [
            new AttemptEntry
            {
                Number = 1,
                Provider = "anthropic",
                Model = "claude-sonnet-4-5",
                ModelReturned = "claude-sonnet-4-5-20250929",
                Key = "client",
                Verdict = Verdict.Answered,
                Status = 200,
                RequestId = "req_011CSHoEeqs5C35K2UUqR7Fy",
                At = TimeProvider.System.GetUtcNow(),
                FirstByte = TimeSpan.FromMilliseconds(410.2),
                Total = TimeSpan.FromMilliseconds(3119.8),
                HasContent = true,
                Usage = new TokenUsage(12, 11_840, 310, 0, 612, 0),
                RawUsage = """{"input_tokens":12,"cache_creation_input_tokens":310,"cache_read_input_tokens":11840,"output_tokens":612,"service_tier":"standard"}""",
                Quote = new Quote(PriceStatus.Priced, new Money(13_950_500), "anthropic", "claude-sonnet-4-5", """{"input":"0.000003","output":"0.000015","cacheRead":"0.0000003","cacheWrite5m":"0.00000375","source":"embedded"}"""),
            },
        ],
    };
}
