using RelayPlane.Dashboard.Calls;
using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Where followed calls are shown.</summary>
internal abstract class TailOutput
{
    /// <summary>Shows the calls there were before.</summary>
    public abstract void Begin(IReadOnlyList<CallEntry> calls);

    public abstract void Show(CallEntry call);

    public abstract void End(TailSum sum, TimeSpan time);
}

/// <summary>For a person: a line a call under heads, and a sum at the end.</summary>
internal sealed class TailText(TextWriter output, TimeZoneInfo zone) : TailOutput
{
    private readonly IAnsiConsole _console = Screen.ForLines(output);

    public override void Begin(IReadOnlyList<CallEntry> calls)
    {
        Write(TailLine.Heads());
        foreach (var call in calls)
        {
            Show(call);
        }

        if (calls.Count == 0)
        {
            output.WriteLine("No calls like this yet; each will show here when it ends. Ctrl-C ends this.");
        }

        output.Flush();
    }

    public override void Show(CallEntry call)
    {
        Write(TailLine.Of(call, zone));
        output.Flush();
    }

    public override void End(TailSum sum, TimeSpan time)
    {
        output.WriteLine();
        output.WriteLine(sum.Text(time));
        output.Flush();
    }

    private void Write(Paragraph line)
    {
        _console.Write(line);
        _console.WriteLine();
    }
}

/// <summary>For a program: a JSON object a line, and nothing else.</summary>
internal sealed class TailJson(TextWriter output) : TailOutput
{
    public override void Begin(IReadOnlyList<CallEntry> calls)
    {
        foreach (var call in calls)
        {
            Show(call);
        }
    }

    public override void Show(CallEntry call)
    {
        output.WriteLine(CallAnswer.Of(call).Write(explained: false));
        output.Flush();
    }

    public override void End(TailSum sum, TimeSpan time) => output.Flush();
}
