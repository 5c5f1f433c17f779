using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Replay.Calibrating;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route calibrate</c>: puts the score's heads right by labels, where that is more than chance, and says what quality routing keeps.</summary>
internal static class RouteCalibrate
{
    private const int Seed = 1;

    public static Command Create(Func<string, string?> environment, TimeProvider clock)
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Say what was learned, and write nothing; with --shadow, say what that would send to whom and cost, and send nothing" };
        Command command = new("calibrate", "Learn from labelled calls (relayplane route label, thumbs on the page): how far to trust the score, and what quality routing keeps") { dryRun };
        var shadow = new RouteShadow(environment, clock);
        foreach (var option in shadow.Options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (shadow.Mistake(result) is { } mistake)
            {
                result.AddError(mistake);
            }
        });
        command.SetAction(async (result, cancel) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await shadow.RunAsync(result, result.GetValue(dryRun), cancel) is { } failed)
            {
                await error.WriteLineAsync(failed.Problem);
                return failed.Code;
            }

            var home = Home.Find(environment);
            try
            {
                var lesson = Lesson.Of(LabelledCalls.Read(environment, clock, Scorer.Trained.Version), Seed);
                Write(output, lesson);
                if (!result.GetValue(dryRun) && (lesson.IsAdopted || lesson.Evidence is not null || File.Exists(home.RoutingPath)))
                {
                    RoutingFile.Write(home.RoutingPath, lesson.Learned(Scorer.Trained.Version), clock.GetUtcNow());
                    await output.WriteLineAsync($"Written to {home.RoutingPath}; a running gateway takes it within seconds.");
                }

                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"Cannot calibrate: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    public static void Write(TextWriter output, Lesson lesson)
    {
        output.WriteLine($"{StatsText.Count(lesson.Labels)} labelled {(lesson.Labels == 1 ? "call" : "calls")} of {Conversations(lesson.Conversations)}, {StatsText.Count(lesson.Good)} of the calls good.");
        if (lesson.Labels > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Log loss of the score as it is {lesson.Raw:0.000}, put right {lesson.Fitted:0.000} (cross-validated); gain per label {lesson.Raw - lesson.Fitted:+0.000;-0.000;0.000}, 95 % interval {lesson.Lower:+0.000;-0.000;0.000} to {lesson.Upper:+0.000;-0.000;0.000}."));
        }

        foreach (var tier in lesson.Labels > 0 ? Enum.GetValues<Tier>() : [])
        {
            var head = lesson.Fit.Of(tier);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {tier.ToString().ToLowerInvariant(),-9} 0.50 → {head.Apply(.5f):0.00}   0.80 → {head.Apply(.8f):0.00}   (slope {head.A:0.00}, shift {head.B:+0.00;-0.00;0.00})"));
        }

        output.WriteLine(lesson switch
        {
            { IsAdopted: true } => "Adopted: the interval excludes zero.",
            { Labels: < Lesson.Fewest } => $"Not adopted: {Lesson.Fewest} labels are needed. Give some with: relayplane route label CALL-ID good|bad",
            { Conversations: < Lesson.FewestConversations } => $"Not adopted: the labels are of {Conversations(lesson.Conversations)}, and {Lesson.FewestConversations} are needed: calls of one say much the same.",
            _ => "Not adopted: the gain may be chance. The score stays as it is.",
        });
        WriteEvidence(output, "all calls", lesson.Evidence);
        foreach (var (route, evidence) in lesson.ByRoute.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WriteEvidence(output, $"route {route}", evidence);
        }
    }

    private static string Conversations(int count) => $"{StatsText.Count(count)} {(count == 1 ? "conversation" : "conversations")}";

    private static void WriteEvidence(TextWriter output, string scope, Evidence? evidence) => output.WriteLine(evidence is null
        ? $"Quality kept, {scope}: no routed answer has a label."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Quality kept, {scope}: {evidence.Kept:0.000} by {evidence.Labels} labels of routed answers in {Conversations(evidence.Conversations)}; at least {evidence.Lower:0.000}, at most {evidence.Upper:0.000} (95 %)."));
}
