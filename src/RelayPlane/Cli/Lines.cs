using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>A console for lines that are not to be broken: the terminal wraps what is too wide for it, and a pipe gets them whole and without colours.</summary>
internal static class Lines
{
    private const int Unbroken = 4096;

    public static IAnsiConsole To(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        console.Profile.Width = Unbroken;
        return console;
    }
}
