using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>
/// <c>route calibrate --shadow N --judge MODEL --max-usd X</c>: asks recorded calls again on the other tier, through the running gateway, and has a model judge
/// whether the routed answer is as good. Its labels say <c>judge</c>; it stops before it would cost more than it may.
/// </summary>
internal sealed class RouteShadow(Func<string, string?> environment, TimeProvider clock)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);

    /// <summary>What a call is taken to cost for what it was recorded to: answers differ in length.</summary>
    private const double Margin = 1.5;

    private readonly Option<int?> _shadow = NumberOption.Of("--shadow", "Ask so many recorded calls again on the other tier, and have them judged", 1, 1_000_000);

    private readonly Option<string?> _judge = new("--judge") { Description = "The model that judges" };

    private readonly Option<decimal?> _most = NumberOption.Of("--max-usd", "What the shadow run may cost", 0m, 1_000_000m);

    private readonly Option<string?> _client = new("--client") { Description = "Which of the config's clients a shadow run calls as; the first whose key can be read where not given" };

    public IEnumerable<Option> Options => [_shadow, _judge, _most, _client];

    /// <returns>Why it could not be done; null where it was, or was not asked for.</returns>
    public async Task<string?> RunAsync(ParseResult result, CancellationToken cancel)
    {
        if (result.GetValue(_shadow) is not { } count)
        {
            return null;
        }

        if (result.GetValue(_judge) is not { } judge || result.GetValue(_most) is not { } most)
        {
            return "A shadow run needs --judge MODEL and --max-usd X.";
        }

        var home = Home.Find(environment);
        var config = ConfigFile.Load(home.ConfigPath).Config;
        if (config.Ledger is not { StoreContent: true })
        {
            return "A shadow run asks recorded calls again, and what they said is not kept. Put into the config: \"ledger\": { \"storeContent\": true }";
        }

        var key = KeyOf(config, result.GetValue(_client));
        if (key is null && config.Clients.Count > 0)
        {
            return result.GetValue(_client) is { } name
                ? $"The config has no client {name} whose key can be read here. Its key must be in this shell's environment too."
                : "The gateway lets in nobody without a key, and none of the config's clients has one that can be read here. Set the variable that it is in, and say --client NAME.";
        }

        if (RunningFile.Read(home.PidPath) is not { } running || !await RunningGateway.IsUpAsync(running, cancel))
        {
            return "A shadow run sends calls through the gateway, which does not run. Start it with: relayplane start";
        }

        var prices = PricesHere.Find(environment).Book;
        var pairs = new ShadowPairs(new PastCalls(home.DatabasePath), new ContentReader(home.ContentPath), new Places(prices));
        using var asking = new ShadowAsk(running, key);
        var (labels, spent, done, output) = (new Labels(home.DatabasePath), 0m, 0, result.InvocationConfiguration.Output);
        try
        {
            foreach (var pair in pairs.Find(clock.GetUtcNow() - Back, clock.GetUtcNow()).Take(count))
            {
                if (pair.Cost(prices, judge, clock.GetUtcNow()) is not { } cost)
                {
                    return $"No price is known for {judge} or {pair.Model}, so the run cannot keep to --max-usd. Tell it in models.NAME.price.";
                }

                spent += cost.Usd * (decimal)Margin;
                if (spent > most)
                {
                    await output.WriteLineAsync($"Stopped at {done} of {count}: more might cost over ${most}.");
                    break;
                }

                done += await LabelAsync(asking, pair, judge, labels, cancel) ? 1 : 0;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or SqliteException or IOException)
        {
            return $"The shadow run broke off after {done}: {failure.Message}";
        }

        await output.WriteLineAsync(done == 0 ? "No recorded call could be asked again: none that was routed has its words kept." : $"{StatsText.Calls(done)} asked again and judged.");
        return null;
    }

    private ClientKey? KeyOf(GatewayConfig config, string? name) =>
        ClientKey.Read(config, [], environment).FirstOrDefault(key => name is null || key.Name == name);

    private async Task<bool> LabelAsync(ShadowAsk asking, ShadowPair pair, string judge, Labels labels, CancellationToken cancel)
    {
        var (call, other) = await asking.AgainAsync(pair, cancel);
        if (other.Length == 0)
        {
            return false;
        }

        var (routed, asked) = pair.RecordedIsRouted ? (pair.Answer, other) : (other, pair.Answer);
        var ahead = await asking.JudgeAsync(pair, JudgePrompt.Body(judge, pair.Request.Span, routed, asked), cancel);
        var behind = await asking.JudgeAsync(pair, JudgePrompt.Body(judge, pair.Request.Span, asked, routed), cancel);
        if (ahead is not { } one || behind is not { } two)
        {
            return false;
        }

        // A label belongs to the answer that routing gave, or would have given.
        return (pair.RecordedIsRouted ? pair.Id : call) is { } labelled && await WrittenAsync(labels, labelled, one - two >= 0, cancel);
    }

    /// <summary>A call that has just been made comes to the ledger a moment later.</summary>
    private async Task<bool> WrittenAsync(Labels labels, string call, bool good, CancellationToken cancel)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            if (labels.Write(call, good, LabelSource.Judge, clock.GetUtcNow()))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancel);
        }

        return false;
    }
}
