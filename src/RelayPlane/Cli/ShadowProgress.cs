using RelayPlane.Metering;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Says how far a shadow run is: in one line of a terminal that is written again, else in a line for every ten calls.</summary>
internal sealed class ShadowProgress(TextWriter error, int count)
{
    private const int Every = 10;
    private const string Anew = "\r\u001b[K";

    private readonly bool _isTerminal = new AnsiConsoleOutput(error).IsTerminal;

    public void Say(int done, Money spent)
    {
        var line = $"{StatsText.Count(done)} of {StatsText.Count(count)} asked again, {StatsText.Amount(spent)} spent";
        if (_isTerminal)
        {
            error.Write(Anew + line);
        }
        else if (done % Every == 0)
        {
            error.WriteLine(line);
        }
    }

    public void End()
    {
        if (_isTerminal)
        {
            error.Write(Anew);
        }
    }
}
