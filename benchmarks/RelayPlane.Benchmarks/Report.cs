using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Benchmarks;

/// <summary>The table that a person reads, with ratios to nginx and the goals, and the JSON that a program reads.</summary>
internal static class Report
{
    /// <param name="Key">As in <see cref="Measurements"/>.</param>
    /// <param name="Title">As it is printed, with its unit.</param>
    /// <param name="Ratio">The goal as a multiple of nginx; null for none.</param>
    /// <param name="Most">The goal as a number in the row's unit; null for none.</param>
    /// <param name="Added">Whether the goal is for what is added to the direct call.</param>
    private sealed record Row(string Key, string Title, double? Ratio = null, double? Most = null, bool Added = false);

    private static readonly Row[] Rows =
    [
        new("rate-1k", "calls/s, 1 KB, 64 connections"),
        new("rate-100k", "calls/s, 100 KB"),
        new("rate-1m", "calls/s, 1 MB"),
        new("cpu-1k", "proxy CPU per call, 1 KB, µs", Ratio: 2),
        new("cpu-100k", "proxy CPU per call, 100 KB, µs", Ratio: 2.4),
        new("cpu-1m", "proxy CPU per call, 1 MB, µs", Ratio: 1.7),
        new("p50-1k", "latency p50 at 200/s, 1 KB, ms", Most: 0.3, Added: true),
        new("p99-1k", "latency p99 at 200/s, 1 KB, ms", Most: 1, Added: true),
        new("p50-100k", "latency p50 at 200/s, 100 KB, ms", Most: 0.3, Added: true),
        new("p99-100k", "latency p99 at 200/s, 100 KB, ms", Most: 1, Added: true),
        new("cpu-event", "proxy CPU per SSE event, µs", Ratio: 2),
        new("events", "SSE events/s delivered"),
        new("memory-stream", "memory per open stream, KB", Most: 30),
        new("cold", "cold start to first answer, ms", Most: 60),
        new("idle", "idle memory, MB", Most: 30),
    ];

    public static void Print(Measurements measured)
    {
        Console.WriteLine();
        Console.WriteLine($"{"",-36}{"direct",10}{"nginx",10}{"gateway",10}{"× nginx",10}  goal");
        foreach (var row in Rows)
        {
            var (direct, nginx, gateway) = (measured.Median(row.Key, "direct"), measured.Median(row.Key, "nginx"), measured.Median(row.Key, "gateway"));
            if (direct is null && nginx is null && gateway is null)
            {
                continue;
            }

            var ratio = gateway / nginx;
            var times = ratio is { } r ? r.ToString("0.00", CultureInfo.InvariantCulture) : "";
            Console.WriteLine($"{row.Title,-36}{Number(direct),10}{Number(nginx),10}{Number(gateway),10}{times,10}  {Goal(row, direct, gateway, ratio)}");
        }
    }

    public static void Write(string file, Measurements measured, RoadOptions options)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("rounds", options.Rounds);
        json.WriteNumber("seconds", options.Seconds);
        json.WriteNumber("streams", options.Streams);
        json.WriteString("upstream", options.Sandbox ? "sandbox" : "fixed");
        json.WriteStartArray("measurements");
        foreach (var (measure, contestant, rounds) in measured.All())
        {
            json.WriteStartObject();
            json.WriteString("measure", measure);
            json.WriteString("title", Rows.FirstOrDefault(row => row.Key == measure)?.Title ?? measure);
            json.WriteString("through", contestant);
            json.WriteNumber("median", Math.Round(Measurements.Median(rounds), 4));
            json.WriteStartArray("rounds");
            foreach (var value in rounds)
            {
                json.WriteNumberValue(Math.Round(value, 4));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Goal(Row row, double? direct, double? gateway, double? ratio)
    {
        var (goal, value, limit) = row switch
        {
            { Ratio: { } times } => ($"≤ {times} × nginx", ratio, row.Ratio),
            { Most: { } most, Added: true } => ($"≤ {most} added", gateway - direct, row.Most),
            { Most: { } most } => ($"≤ {most}", gateway, row.Most),
            _ => ("", null, null),
        };
        return value is null ? goal : $"{goal}{(row.Added ? $" ({Number(value)})" : "")} {(value <= limit ? "met" : "MISSED")}";
    }

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 100 or <= -100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 or <= -10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
