using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route label CALL-ID good|bad|none</c>: says whether the answer of a call was good, for routing to learn from.</summary>
internal static class RouteLabelCommand
{
    /// <param name="find">Where the home is; asked when the command runs.</param>
    /// <param name="clock">Says when it was said.</param>
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        Argument<string> id = new("call") { Description = "The call's id as its reply carried it, the beginning of one, or: last" };
        Argument<string> label = new("label") { Description = "good, bad, or none to take it back" };
        label.AcceptOnlyFromAmong("good", "bad", "none");
        Command command = new("label", "Say whether the answer of a call was good; relayplane route calibrate learns from it") { id, label };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var home = find();
            try
            {
                var found = CallSearch.Of(parsed.GetValue(id)!, new CallsReader(home.DatabasePath));
                if (found.Call is not { } call)
                {
                    error.WriteLine(found.Trouble);
                    return ExitCodes.Failed;
                }

                var word = parsed.GetValue(label)!;
                if (word != "none" && !IsAnswered(call))
                {
                    error.WriteLine($"The call {CallWords.Clean(call.Id)} has no answer{(call.Status is { } status ? $" (status {status})" : "")}, so there is nothing to label. See: relayplane call {CallWords.Clean(call.Id)}");
                    return ExitCodes.Usage;
                }

                if (!new Labels(home.DatabasePath).Write(call.Id, word == "none" ? null : word == "good", LabelSource.User, clock.GetUtcNow()))
                {
                    error.WriteLine($"The call {CallWords.Clean(call.Id)} is no longer in the ledger.");
                    return ExitCodes.Failed;
                }

                output.WriteLine(word == "none"
                    ? $"{CallWords.Clean(call.Id)} has no label."
                    : $"{CallWords.Clean(call.Id)} is labelled {word}.{Unlearned(call)}");
                return ExitCodes.Done;
            }
            catch (SqliteException failure)
            {
                error.WriteLine($"Cannot write {home.DatabasePath}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static string Unlearned(CallEntry call) =>
        call.Decision is null ? " Routing did not look at it, so it learns nothing from this."
        : ShadowCall.Is(call.Agent) && call.Tags?.Contains($"\"{ShadowCall.Tag}\"", StringComparison.Ordinal) is not true ? " It is a call of a shadow run's own, so routing learns nothing from this."
        : "";

    /// <summary>Whether something was answered that can be good or bad, also where it broke off.</summary>
    private static bool IsAnswered(CallEntry call) =>
        call.Attempts.Any(attempt => attempt.Verdict is Verdict.Answered || (attempt is { HasContent: true, Verdict: Verdict.Cancelled or Verdict.Faulted }));
}
