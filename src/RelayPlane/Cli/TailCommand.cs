using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane tail</c>: follows calls as they end, read from the database itself, so that it works whichever process writes it.</summary>
internal static class TailCommand
{
    /// <summary>With what the ledger takes to gather a batch, a call shows well within a second.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    /// <param name="find">Where the home is; asked when the command runs.</param>
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        Option<int> newest = new("-n") { Description = "How many calls to begin with", DefaultValueFactory = _ => 10 };
        Option<string?> agent = new("--agent") { Description = "Only calls of an agent or client: any part of its name" };
        Option<string?> model = new("--model") { Description = "Only calls that asked for a model, or were served by it: any part of its name" };
        Option<string?> provider = new("--provider") { Description = "Only calls that were sent to a provider: any part of its name" };
        Option<string?> status = new("--status") { Description = "Only calls with a status (429, 5xx) or outcome (answered, refused, failed, cancelled)" };
        Option<string?> session = new("--session") { Description = "Only calls of a session: how its id begins" };
        Option<bool> errors = new("--errors") { Description = "Only calls that were refused or failed" };
        Option<int?> slow = new("--slow") { Description = "Only calls that took at least so many milliseconds" };
        Option<bool> json = new("--json") { Description = "Print a JSON object a line for a program" };
        newest.Validators.Add(result => Check(result, result.GetValue(newest) is >= 0 and <= 10_000, "-n takes a number from 0 to 10000."));
        status.Validators.Add(result => Check(result, result.GetValue(status) is not { } text || TailFilter.IsStatus(text), "--status takes 429, 5xx, answered, refused, failed or cancelled."));

        Command command = new("tail", "Follow calls live, a line a call, until Ctrl-C") { newest, agent, model, provider, status, session, errors, slow, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var filter = new TailFilter(
                parsed.GetValue(agent), parsed.GetValue(model), parsed.GetValue(provider), parsed.GetValue(status), parsed.GetValue(session),
                parsed.GetValue(errors), parsed.GetValue(slow) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null);
            var home = find();
            var feed = new TailFeed(new CallsReader(home.DatabasePath, new AgentNames(home.AgentNamesPath, clock).Of), filter);
            using var signal = new ShutdownSignal();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, signal.Asked);
            try
            {
                var backlog = feed.Newest(parsed.GetValue(newest));
                var (output, error) = (Pipe.For(parsed.InvocationConfiguration.Output), parsed.InvocationConfiguration.Error);
                await FollowAsync(feed, backlog, parsed.GetValue(json) ? new TailJson(output) : new TailText(output, clock.LocalTimeZone), error, clock, end.Token);
                return ExitCodes.Done;
            }
            catch (IOException)
            {
                // Whoever read along has seen enough.
                return ExitCodes.Done;
            }
            catch (SqliteException failure)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Cannot read {home.DatabasePath}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static async Task FollowAsync(TailFeed feed, IReadOnlyList<CallEntry> backlog, TailOutput output, TextWriter error, TimeProvider clock, CancellationToken end)
    {
        var started = clock.GetTimestamp();
        var sum = new TailSum();
        string? trouble = null;
        output.Begin(backlog);
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(s_poll, clock, end);
                foreach (var call in feed.Next())
                {
                    sum.Add(call);
                    output.Show(call);
                }

                trouble = null;
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SqliteException failure)
            {
                // Locked or replaced for a moment: said once, and asked again.
                if (failure.Message != trouble)
                {
                    trouble = failure.Message;
                    await error.WriteLineAsync($"Cannot read the database for now: {trouble}");
                }
            }
        }

        output.End(sum, clock.GetElapsedTime(started));
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool sound, string message)
    {
        if (!sound)
        {
            result.AddError(message);
        }
    }
}
