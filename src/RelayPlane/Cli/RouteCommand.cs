using System.CommandLine;
using RelayPlane.Config;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route</c>: what routing thinks of calls, what it would do with them, and what labels teach it.</summary>
internal static class RouteCommand
{
    /// <param name="input">Where <c>score</c> and <c>explain -</c> read; standard input where not given.</param>
    public static Command Create(TimeProvider clock, Func<Stream>? input = null, Func<string, string?>? environment = null) =>
        new("route", "See what routing does with calls, and what it would do.")
        {
            RouteScore.Create(input ?? Console.OpenStandardInput),
            RouteExplain.Create(environment ?? Variables.Read, clock, input),
            RouteReplay.Create(environment ?? Variables.Read, clock),
            RouteTune.Create(environment ?? Variables.Read, clock),
            RouteCalibrate.Create(environment ?? Variables.Read, clock),
            RouteLabelCommand.Create(() => Home.Find(environment), clock),
        };
}
