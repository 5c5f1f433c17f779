using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Benchmarks.PageLoad;

/// <summary>What each view asks, timed from here as the browser would wait: the first time, then the median and the worst of some more, and the processor time that one took the gateway (on a busy machine the truer figure).</summary>
internal static class Questions
{
    private const int Rounds = 15;

    private static readonly string[] s_ranges = ["24h", "30d", "90d"];

    /// <summary>By view; a range of 90 days is the widest that the page offers.</summary>
    private static readonly (string View, string[] Paths)[] s_views =
    [
        ("overview", [.. Ranges("/api/summary?"), .. Ranges("/api/series?by=model&"), .. Ranges("/api/series?by=agent&"), .. Ranges("/api/stats?by=model&limit=5&"), .. Ranges("/api/stats?by=agent&limit=5&"), .. Ranges("/api/stats?by=provider,model&limit=200&"), "/api/errors?limit=4", "/api/budgets"]),
        ("calls", ["/api/calls?limit=100", "/api/calls?limit=100&since=90d&model=grok-4", "/api/calls?limit=100&since=90d&agent=agent-7&status=429", "/api/calls?limit=100&since=90d&sort=cost", "/api/calls?limit=100&since=7d&sort=duration", "/api/calls?limit=100&since=90d&text=zzzz", "/api/calls?limit=100&since=90d&min_cost_usd=5"]),
        ("latency", [.. Ranges("/api/latency?by=model&"), .. Ranges("/api/latency?by=provider&"), .. Ranges("/api/latency?by=route&")]),
        ("providers", ["/api/providers", "/api/limits"]),
        ("agents", [.. Ranges("/api/agents?"), .. Ranges("/api/sessions?order=last&limit=50&"), .. Ranges("/api/sessions?order=cost&limit=50&")]),
        ("routes", Ranges("/api/routes?")),
        ("settings", ["/api/config", "/api/prices", "/api/storage", "/api/alerts?limit=100"]),
        ("no view", ["/api/stats?by=model,agent&since=90d&limit=100", "/api/stats?by=session&since=90d&limit=50"]),
    ];

    public static async Task MeasureAsync(Uri address, Proxy gateway)
    {
        using HttpClient http = new() { BaseAddress = address };
        string? last = await NewestAsync(http);
        Console.WriteLine("view        question                                                              first     median      worst        CPU");
        foreach ((string view, string[] paths) in s_views.Append(("drawer", last is null ? [] : [$"/api/calls/{last}"])))
        {
            foreach (string path in paths)
            {
                double first = await TimeAsync(http, path);
                double[] more = new double[Rounds];
                TimeSpan cpu = gateway.Cpu();
                for (int round = 0; round < Rounds; round++)
                {
                    more[round] = await TimeAsync(http, path);
                }

                cpu = gateway.Cpu() - cpu;
                Array.Sort(more);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view,-11} {path,-66} {first,8:0.0} {more[Rounds / 2],10:0.0} {more[^1],10:0.0} {cpu.TotalMilliseconds / Rounds,10:0.0} ms{(more[Rounds / 2] > 100 ? "  over 100" : "")}"));
            }
        }
    }

    private static string[] Ranges(string question) => [.. s_ranges.Select(since => $"{question}since={since}&zone=Europe/Berlin")];

    private static async Task<string?> NewestAsync(HttpClient http)
    {
        using JsonDocument calls = JsonDocument.Parse(await http.GetStringAsync("/api/calls?limit=1"));
        return calls.RootElement.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()).FirstOrDefault();
    }

    private static async Task<double> TimeAsync(HttpClient http, string path)
    {
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage reply = await http.GetAsync(path);
        byte[] body = await reply.Content.ReadAsByteArrayAsync();
        return reply.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException($"{path}: {(int)reply.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
    }
}
