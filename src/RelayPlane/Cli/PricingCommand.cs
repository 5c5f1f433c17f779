using System.CommandLine;
using RelayPlane.Config;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing show|update|check|compute|reprice</c>: what models cost, by which table, and what a usage costs.</summary>
internal static class PricingCommand
{
    /// <param name="clock">Says what "now" is.</param>
    /// <param name="input">Where <c>compute</c> reads; standard input where not given.</param>
    /// <param name="environment">The environment's variables; the process's own where not given.</param>
    public static Command Create(TimeProvider clock, Func<Stream>? input = null, Func<string, string?>? environment = null)
    {
        environment ??= Variables.Read;
        return new Command("pricing", "Look up, check and update prices, and compute what a usage costs.")
        {
            PricingShow.Create(clock, environment),
            PricingUpdate.Create(clock, environment),
            PricingCheck.Create(clock, environment),
            PricingCompute.Create(clock, input ?? Console.OpenStandardInput),
            RepriceCommand.Create(() => Home.Find(environment).DatabasePath, () => PricesHere.Find(environment).Book, clock),
        };
    }
}
