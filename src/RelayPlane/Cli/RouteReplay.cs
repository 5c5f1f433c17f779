using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Replay;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route replay</c>: what a policy would have made of the recorded calls. It sends nothing and changes nothing.</summary>
internal static class RouteReplay
{
    private const int Seed = 1;

    public static Command Create(Func<string, string?> environment, TimeProvider clock)
    {
        RouteRange range = new(environment, clock);
        var lambda = NumberOption.Of("--lambda", "The knob, in place of the policy's own, from 0 to 100: more of it is cheaper", 0.0, 100.0);
        Option<int> seed = new("--seed") { Description = "Where the chance behind the interval begins", DefaultValueFactory = _ => Seed };
        Command command = new("replay", "Say what another routing policy would have made of your recorded calls: cost, tiers, quality, and how sure that is") { lambda, seed };
        foreach (var option in range.All)
        {
            command.Add(option);
        }

        command.SetAction((result, cancel) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            var load = range.Load(result);
            if (load.Problems.Count > 0)
            {
                foreach (var problem in load.Problems)
                {
                    error.WriteLine(problem);
                }

                return Task.FromResult(ExitCodes.Usage);
            }

            var (from, to) = range.Span(result);
            try
            {
                var config = result.GetValue(lambda) is { } knob ? Policy.With(load.Config, knob) : load.Config;
                var replayed = range.Machine().Replay(from, to, config, result.GetValue(seed), cancel);
                if (result.GetValue(range.Json))
                {
                    output.WriteLine(ReplayAnswer.Of(replayed).Write());
                }
                else
                {
                    ReplayText.Write(output, replayed, ReplayedPolicy.Of(config, result.GetValue(range.PolicyFile), replayed.LeftOut.Count > 0 ? range.Paid(from, to) : null));
                }

                return Task.FromResult(ExitCodes.Done);
            }
            catch (OperationCanceledException)
            {
                return Task.FromResult(ExitCodes.Failed);
            }
            catch (SqliteException failure)
            {
                error.WriteLine($"Cannot read the recorded calls: {failure.Message}");
                return Task.FromResult(ExitCodes.Failed);
            }
        });
        return command;
    }
}
