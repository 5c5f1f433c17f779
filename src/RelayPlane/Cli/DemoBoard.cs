using RelayPlane.Sandbox.Traffic;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>What the demo shows while it runs: the last calls as they end, and the counts.</summary>
internal sealed class DemoBoard
{
    private const int Shown = 12;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queue<FinishedCall> _last = new();
    private readonly Dictionary<Ending, int> _endings = [];
    private int _calls;

    public void Add(FinishedCall call)
    {
        lock (_lock)
        {
            _calls++;
            _endings[call.Ended] = _endings.GetValueOrDefault(call.Ended) + 1;
            _last.Enqueue(call);
            if (_last.Count > Shown)
            {
                _last.Dequeue();
            }
        }
    }

    /// <summary>Shows the board for so long. Where there is no terminal, it says a line at the end only.</summary>
    public async Task ShowAsync(TimeSpan length, TimeProvider clock, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        try
        {
            if (!AnsiConsole.Profile.Capabilities.Interactive)
            {
                await Task.Delay(length, clock, cancel);
                return;
            }

            await AnsiConsole.Live(Table()).AutoClear(true).StartAsync(async live =>
            {
                while (clock.GetElapsedTime(started) < length)
                {
                    live.UpdateTarget(Table());
                    await Task.Delay(Beat, clock, cancel);
                }
            });
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C ends the show; the sums still follow.
        }
    }

    /// <summary>The last line: what the traffic's own count says.</summary>
    public void Close()
    {
        lock (_lock)
        {
            AnsiConsole.MarkupLineInterpolated($"The traffic's own count: {_calls} calls, {_endings.GetValueOrDefault(Ending.Answered)} answered, {_endings.GetValueOrDefault(Ending.Refused)} refused, {_endings.GetValueOrDefault(Ending.HungUp)} hung up on, {_endings.GetValueOrDefault(Ending.Broken)} broken.");
        }
    }

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("model", "call", "status", "ms", "in", "out");
        lock (_lock)
        {
            foreach (var call in _last)
            {
                var color = call.Ended switch { Ending.Answered => "green", Ending.HungUp => "yellow", _ => "red" };
                table.AddRow(
                    Markup.Escape(call.Model), call.Kind.ToString(), $"[{color}]{(call.Ended == Ending.HungUp ? "hung up" : call.Status.ToString(System.Globalization.CultureInfo.InvariantCulture))}[/]",
                    call.Milliseconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture), Count(call.InputTokens), Count(call.OutputTokens));
            }

            table.Caption($"{_calls} calls");
        }

        return table;
    }

    private static string Count(long tokens) => tokens == 0 ? "–" : tokens.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
