using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>
/// <c>route calibrate --shadow N --judge MODEL --max-usd X</c>: asks recorded calls again on the other tier, through the running gateway, and has a model judge
/// whether the routed answer is as good. Its labels say <c>judge</c>; it says first what it will send to whom, and stops before it would cost more than it may.
/// </summary>
internal sealed class RouteShadow(Func<string, string?> environment, TimeProvider clock)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);

    private readonly Option<int?> _shadow = NumberOption.Of("--shadow", "Ask so many recorded calls again on the other tier, and have them judged", 1, 1_000_000);

    private readonly Option<string?> _judge = new("--judge") { Description = "The model that judges" };

    private readonly Option<decimal?> _most = NumberOption.Of("--max-usd", "What the shadow run may cost", 0m, 1_000_000m);

    private readonly Option<string?> _client = new("--client") { Description = "Which of the config's clients a shadow run calls as; the first whose key can be read where not given" };

    public IEnumerable<Option> Options => [_shadow, _judge, _most, _client];

    /// <summary>Why the options do not go together; null where they do.</summary>
    public string? Mistake(CommandResult result)
    {
        var (judge, most) = (result.GetValue(_judge) is not null, result.GetResult(_most) is not null);
        return result.GetResult(_shadow) is null
            ? judge || most || result.GetValue(_client) is not null ? "--judge, --max-usd and --client belong to a shadow run: add --shadow N." : null
            : judge && most ? null : "A shadow run needs --judge MODEL and --max-usd X.";
    }

    /// <param name="dryRun">Whether it only says what it would do.</param>
    /// <returns>Why it could not be done, and the exit code; null where it was, or was not asked for.</returns>
    public async Task<(int Code, string Problem)?> RunAsync(ParseResult result, bool dryRun, CancellationToken cancel)
    {
        if (result.GetValue(_shadow) is not { } count || result.GetValue(_judge) is not { } judge || result.GetValue(_most) is not { } most)
        {
            return null;
        }

        var home = Home.Find(environment);
        var config = ConfigFile.Load(home.ConfigPath).Config;
        if (config.Ledger is not { StoreContent: true })
        {
            return (ExitCodes.Failed, "A shadow run asks recorded calls again, and what they said is not kept. Put into the config: \"ledger\": { \"storeContent\": true }");
        }

        var name = result.GetValue(_client);
        var key = ClientKey.Read(config, [], environment).FirstOrDefault(key => name is null || key.Name == name);
        if (key is null && config.Clients.Count > 0)
        {
            return name is not null
                ? (ExitCodes.Usage, $"The config has no client {name} whose key can be read here. Its key must be in this shell's environment too.")
                : (ExitCodes.Failed, "The gateway lets in nobody without a key, and none of the config's clients has one that can be read here. Set the variable that it is in, and say --client NAME.");
        }

        try
        {
            var prices = PricesHere.Find(environment).Book;
            var (calls, now) = (new ShadowPairs(new PastCalls(home.DatabasePath), new ContentReader(home.ContentPath), new Places(prices)), clock.GetUtcNow());
            var estimate = ShadowEstimate.Of(calls.Find(now - Back, now).Take(count), prices, judge, now);
            if (estimate.Unpriced.Count > 0)
            {
                return (ExitCodes.Usage, $"No price is known for {string.Join(" or ", estimate.Unpriced)}, so the run cannot keep to --max-usd. Tell it in models.NAME.price.");
            }

            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            var budget = Money.FromUsd(most);
            await output.WriteLineAsync(ShadowText.Before(estimate, judge, budget, dryRun));
            if (dryRun || estimate.Pairs == 0)
            {
                return null;
            }

            if (RunningFile.Read(home.PidPath) is not { } running || !await RunningGateway.IsUpAsync(running, cancel))
            {
                return (ExitCodes.Failed, "A shadow run sends calls through the gateway, which does not run. Start it with: relayplane start");
            }

            using var asking = new ShadowAsk(running, key);
            ShadowBill bill = new(new CallsReader(home.DatabasePath), clock);
            ShadowRun run = new(asking, prices, judge, budget, new Labels(home.DatabasePath), bill, clock);
            ShadowProgress progress = new(error, estimate.Pairs);
            string? problem;
            try
            {
                problem = await run.RunAsync(calls.Find(now - Back, now).Take(count), progress, cancel);
            }
            finally
            {
                progress.End();
            }

            foreach (var line in ShadowText.After(run, estimate.Pairs, bill, budget, problem is not null))
            {
                await output.WriteLineAsync(line);
            }

            return problem is null ? null : (ExitCodes.Failed, problem);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or InvalidDataException)
        {
            return (ExitCodes.Failed, $"The shadow run broke off: {failure.Message}");
        }
    }
}
