using System.CommandLine;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route score</c>: what routing thinks of a call.</summary>
internal static class RouteCommand
{
    /// <param name="input">Where <c>score</c> reads; standard input where not given.</param>
    public static Command Create(Func<Stream>? input = null) =>
        new("route", "See what routing does with calls, and what it would do.")
        {
            RouteScore.Create(input ?? Console.OpenStandardInput),
        };
}
