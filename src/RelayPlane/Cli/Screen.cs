using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Where a verb draws for a person: a terminal with its width and colours, or a file or pipe, which has neither.</summary>
internal static class Screen
{
    private const int PipeWidth = 160;
    private const int Unbroken = 4096;

    /// <summary>For tables, which fit their width.</summary>
    /// <param name="width">The width where it is known; else the terminal's, or one for a pipe.</param>
    public static IAnsiConsole Of(TextWriter output, int? width = null)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (width is not null || !target.IsTerminal)
        {
            console.Profile.Width = width ?? PipeWidth;
        }

        return console;
    }

    /// <summary>For lines that are not to be broken: the terminal wraps what is too wide for it.</summary>
    public static IAnsiConsole ForLines(TextWriter output) => Of(output, Unbroken);

    /// <summary>Empties a terminal for what is drawn again and again; what was there before is kept where it can be scrolled to.</summary>
    public static void Renew(TextWriter output)
    {
        if (new AnsiConsoleOutput(output).IsTerminal)
        {
            output.Write("\u001b[H\u001b[J");
        }
    }
}
