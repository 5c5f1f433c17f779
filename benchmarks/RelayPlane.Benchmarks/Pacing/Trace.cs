using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Reads recorded arrivals: a CSV of TIMESTAMP, ContextTokens, GeneratedTokens, or lines of JSON with timestamp (ms), input_length, output_length, hash_ids.</summary>
internal static class Trace
{
    /// <summary>Mooncake's release rounds timestamps to three seconds; arrivals are spread over them, always in the same way.</summary>
    private const double Grid = 3.0;
    private const int SpreadSeed = 7;

    /// <summary>The calls in order of time, which starts at the first of a CSV, and at 0 of JSON.</summary>
    public static IReadOnlyList<TracedCall> Read(string file)
    {
        List<TracedCall> calls;
        try
        {
            calls = file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? FromCsv(file) : FromJson(file);
        }
        catch (Exception odd) when (odd is FormatException or OverflowException or KeyNotFoundException or IndexOutOfRangeException or ArgumentOutOfRangeException or InvalidOperationException or JsonException)
        {
            throw new InvalidDataException($"{file} cannot be read as a trace: {odd.Message}", odd);
        }

        return calls.Count > 0 ? [.. calls.OrderBy(call => call.At)] : throw new InvalidDataException($"{file} holds no calls.");
    }

    /// <summary>The file of the default trace, in <c>shared/sim/data</c> beside the repository or beside a folder above it.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(string name)
    {
        foreach (var start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var file = Path.Combine(folder.FullName, "shared", "sim", "data", name);
                if (File.Exists(file))
                {
                    return file;
                }
            }
        }

        throw new FileNotFoundException($"The trace {name} is not there: it is looked for as shared/sim/data/{name} beside the repository. Name another with --trace FILE.");
    }

    private static List<TracedCall> FromCsv(string file)
    {
        var lines = File.ReadLines(file).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        var (time, input, output) = (Array.IndexOf(lines[0], "TIMESTAMP"), Array.IndexOf(lines[0], "ContextTokens"), Array.IndexOf(lines[0], "GeneratedTokens"));
        if (time < 0 || input < 0 || output < 0)
        {
            throw new InvalidDataException($"{file}: the first line must name TIMESTAMP, ContextTokens and GeneratedTokens.");
        }

        var rows = lines.Skip(1).Select(cells => (At: DateTimeOffset.Parse(cells[time], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), Cells: cells)).ToList();
        var first = rows.Min(row => row.At);
        return [.. rows.Select(row => new TracedCall((row.At - first).TotalSeconds, Whole(row.Cells[input]), Whole(row.Cells[output]), []))];
    }

    private static List<TracedCall> FromJson(string file)
    {
        var calls = new List<TracedCall>();
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var row = JsonDocument.Parse(line);
            var call = row.RootElement;
            long[] blocks = call.TryGetProperty("hash_ids", out var ids) ? [.. ids.EnumerateArray().Select(id => id.GetInt64())] : [];
            calls.Add(new TracedCall(call.GetProperty("timestamp").GetDouble() / 1000, call.GetProperty("input_length").GetInt64(), call.GetProperty("output_length").GetInt64(), blocks));
        }

        var spread = new Random(SpreadSeed);
        return calls.TrueForAll(call => call.At % Grid == 0) ? [.. calls.Select(call => call with { At = call.At + spread.NextDouble() * Grid })] : calls;
    }

    private static long Whole(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}

/// <summary>One recorded call: seconds, tokens, and the ids of its prompt's blocks where known.</summary>
internal sealed record TracedCall(double At, long Input, long Output, IReadOnlyList<long> Blocks);
