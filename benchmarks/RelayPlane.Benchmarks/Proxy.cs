using System.Diagnostics;
using System.Net.Sockets;

namespace RelayPlane.Benchmarks;

/// <summary>A program under test: started on its own core, weighed from outside, ended.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly Process _process;

    private Proxy(string name, Process process, int port, TimeSpan cold) =>
        (Name, _process, Port, ColdStart) = (name, process, port, cold);

    public string Name { get; }

    public int Port { get; }

    /// <summary>From before the program was started to its first answer.</summary>
    public TimeSpan ColdStart { get; }

    /// <summary>Starts a program on some cores and waits for its first answer to a probe (or its first accepted connection).</summary>
    public static async Task<Proxy> StartAsync(
        string name, int port, byte[]? probe, string cores, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Pinned(cores, command);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var before = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        // Read and dropped: a full pipe would stop the program.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        while (Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(20))
        {
            try
            {
                using var socket = new HttpSocket(port);
                await socket.ConnectAsync();
                if (probe is null || await socket.CallAsync(probe) == 200)
                {
                    return new Proxy(name, process, port, Stopwatch.GetElapsedTime(before));
                }
            }
            catch (Exception fault) when (fault is SocketException or IOException)
            {
                // Not yet.
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {await errors}");
            }

            await Task.Delay(1);
        }

        process.Kill();
        throw new InvalidOperationException($"{name} did not answer within 20 s: {await errors}");
    }

    /// <summary>CPU time of the program and its children so far, user and system.</summary>
    public TimeSpan Cpu()
    {
        // Fields 14 and 15 of stat, in clock ticks of 10 ms; the name before them may hold spaces.
        var ticks = Family().Sum(id =>
        {
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return long.Parse(fields[11]) + long.Parse(fields[12]);
        });
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    /// <summary>Resident memory of the program and its children, in bytes.</summary>
    public long Memory() => Family().Sum(id =>
        1024 * long.Parse(File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // SIGTERM first, so that what is written is written.
            using var kill = Process.Start("kill", [$"{_process.Id}"]);
            kill.WaitForExit();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _process.Kill(entireProcessTree: true);
                _process.WaitForExit();
            }
        }

        _process.Dispose();
    }

    private IEnumerable<int> Family()
    {
        yield return _process.Id;
        foreach (var child in File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return int.Parse(child);
        }
    }

    private static ProcessStartInfo Pinned(string cores, IReadOnlyList<string> command)
    {
        // taskset becomes the program, so the process id is the program's own.
        string[] line = Cores.Several ? ["taskset", "-c", cores, .. command] : [.. command];
        return new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}

/// <summary>Which cores are whose.</summary>
internal static class Cores
{
    private static readonly int Count = File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));

    /// <summary>Whether there is one for each side.</summary>
    public static bool Several => Count > 1;

    /// <summary>The proxies' core.</summary>
    public static string Proxy => "0";

    /// <summary>The cores of the upstream; <c>./bench</c> puts the load on the same.</summary>
    public static string Load => Count > 1 ? $"1-{Count - 1}" : "0";
}
