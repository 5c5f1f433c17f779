using System.Diagnostics;
using System.Globalization;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Benchmarks.LedgerLoad;

/// <summary>What each question takes: the first time, and the medians of the next ones, with the processor time that they took (on a busy machine the truer figure). Each opens the database anew, as the program does.</summary>
internal static class Queries
{
    private const int Rounds = 5;

    public static void Measure(string path, DateTimeOffset since)
    {
        LedgerReader reader = new(path);
        StatsGroup[] groups = Enum.GetValues<StatsGroup>();
        List<(string Name, Func<long> Ask)> questions = [];
        foreach (StatsGroup first in groups)
        {
            Add(new StatsQuery(since.AddMinutes(17), first) { Limit = 40 });
            foreach (StatsGroup second in groups.Where(second => second > first))
            {
                Add(new StatsQuery(since.AddMinutes(17), first, second) { Limit = 40 });
            }
        }

        Add(new StatsQuery(since.AddDays(83), StatsGroup.Model));
        Add(new StatsQuery(since.AddDays(20).AddMinutes(7), StatsGroup.Model, StatsGroup.Agent) { Until = since.AddDays(71).AddMinutes(41) });
        Add(new StatsQuery(since.AddDays(20).AddMinutes(7), StatsGroup.Session) { Until = since.AddDays(71).AddMinutes(41), Limit = 40 });
        Add(new StatsQuery(since, StatsGroup.Day, StatsGroup.Model) { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") });
        Add(new StatsQuery(since, StatsGroup.Day, StatsGroup.Model) { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu") });
        Add(new StatsQuery(since, StatsGroup.Session, StatsGroup.Day) { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"), Limit = 40 });
        AddCurves(path, since, questions);
        questions.Add(("recent calls", () => new CallsReader(path).Before(long.MaxValue, 50).Count));

        Console.WriteLine("query                          first      warm       CPU");
        foreach ((string name, Func<long> ask) in questions)
        {
            double first = Time(ask).Wall;
            (double Wall, double Cpu)[] warm = [.. Enumerable.Range(0, Rounds).Select(_ => Time(ask)).OrderBy(time => time.Cpu)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {first,6:0.0} ms {warm.Select(time => time.Wall).Order().ElementAt(Rounds / 2),6:0.0} ms {warm[Rounds / 2].Cpu,6:0.0} ms"));
        }

        void Add(StatsQuery query)
        {
            string zone = query.Zone == TimeZoneInfo.Utc ? "" : " " + query.Zone.Id.Split('/')[^1];
            string name = $"{string.Join(", ", query.By).ToLowerInvariant()}{zone}{(query.Until is null ? "" : " until")}{(since.AddDays(80) < query.Since ? " 7d" : "")}";
            questions.Add((name, () => reader.Query(query).Total.Requests));
        }
    }

    /// <summary>What the page's overview, curves, latencies and routes ask.</summary>
    private static void AddCurves(string path, DateTimeOffset since, List<(string Name, Func<long> Ask)> questions)
    {
        DateTimeOffset until = since.AddDays(90);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        foreach ((string name, TimeSpan length) in new[] { ("30m", TimeSpan.FromMinutes(30)), ("3h", TimeSpan.FromHours(3)), ("24h", TimeSpan.FromHours(24)), ("7d", TimeSpan.FromDays(7)), ("30d", TimeSpan.FromDays(30)), ("90d", TimeSpan.FromDays(90)) })
        {
            CurveRange range = new(until - length - TimeSpan.FromMinutes(7), until - TimeSpan.FromMinutes(5), zone);
            questions.Add(($"series {name}", () => new SeriesReader(path).Read(range, StatsGroup.Model, 8).Rows.Count));
            questions.Add(($"latency {name}", () => new DeliveryReader(path).Read(range, DeliverySplit.Target, key => key.Model, DeliveryFigures.All).Rows.Count));
            questions.Add(($"routes {name}", () => new DeliveryReader(path).Read(range, DeliverySplit.TargetAndRoute, key => key, new([DeliverySum.Requests], []), DeliveryFigures.All).Rows.Count));
            questions.Add(($"routing {name}", () => new RoutingReader(path).Read(range).Rows.Count));
            questions.Add(($"total {name}", () => Asked(path, ledger => ledger.Total(range.Since, null).Total.Requests)));
            questions.Add(($"absorbed {name}", () => Asked(path, ledger => ledger.Delivered(range.Since, null)[DeliverySum.AbsorbedCalls])));
        }
    }

    /// <summary>How fast recorded calls are read for a replay.</summary>
    public static void MeasurePast(string path, DateTimeOffset since)
    {
        long read = 0;
        (double wall, double cpu) = Time(() => read = new PastCalls(path).Read(since, since.AddDays(90)).LongCount());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read:N0} past calls read for a replay: {read / wall:0} thousand a second, {1000 * cpu / Math.Max(1, read):0.0} µs of CPU each"));
    }

    private static long Asked(string path, Func<LedgerSnapshot, long> ask)
    {
        using LedgerSnapshot ledger = new(path);
        return ask(ledger);
    }

    private static (double Wall, double Cpu) Time(Func<long> ask)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        _ = ask();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }
}
