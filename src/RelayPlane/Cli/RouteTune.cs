using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Metering;
using RelayPlane.Replay;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary><c>relayplane route tune</c>: finds the setting of the knob that keeps to a budget, or to a quality, by replaying the recorded calls.</summary>
internal static class RouteTune
{
    private const double MostBudget = 10;

    public static Command Create(Func<string, string?> environment, TimeProvider clock)
    {
        RouteRange range = new(environment, clock);
        Option<string?> budget = new("--budget") { Description = "What the calls may cost, as a share of what they did cost: 60%" };
        Option<string?> quality = new("--quality") { Description = "What must be kept of the quality that the models asked for are expected to have: 0.97" };
        Command command = new("tune", "Find the lambda that keeps to a budget or to a quality, on your recorded calls") { budget, quality };
        foreach (var option in range.All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if ((result.GetValue(budget) is null) == (result.GetValue(quality) is null))
            {
                result.AddError("Give one of --budget 60% and --quality 0.97.");
            }
            else if (ShareOf(result.GetValue(budget) ?? result.GetValue(quality)!) is not { } share || share > (result.GetValue(budget) is null ? 1 : MostBudget))
            {
                result.AddError("A share is such as 60% or 0.6: more than nothing, of quality at most all of it, and of the budget at most 1000%.");
            }
        });
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
                var wanted = result.GetValue(budget) is { } text ? Wanted.OfBudget(ShareOf(text)!.Value) : Wanted.OfQuality(ShareOf(result.GetValue(quality)!)!.Value);
                var tuned = Tuning.Find(range.Machine(), from, to, load.Config, wanted, cancel);
                if (result.GetValue(range.Json))
                {
                    output.WriteLine(TuneAnswer.Of(tuned).Write());
                }
                else
                {
                    Write(output, tuned, wanted);
                }

                return Task.FromResult(tuned.Found is null ? ExitCodes.Failed : ExitCodes.Done);
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

    private static void Write(TextWriter output, Tuned tuned, Wanted wanted)
    {
        var (recorded, asked) = (tuned.Frontier.Recorded, tuned.Frontier.Asked);
        if (recorded.NanoUsd == 0)
        {
            output.WriteLine("No call of that time can be replayed: routing's notes are kept with each call that is recorded from now on.");
            ReplayText.WriteLeftOut(output, tuned.Frontier.LeftOut);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var head in (string[])["lambda", "cost", "of recorded", "simple", "moderate", "complex", "quality", "moved"])
        {
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        }

        foreach (var setting in tuned.Frontier.Settings)
        {
            var (style, at) = (setting == tuned.Found ? new Style(decoration: Decoration.Bold) : Style.Plain, setting.Outcomes);
            string[] texts =
            [
                Knob(setting.Lambda), StatsText.Amount(at.Cost), Of(at.Cost, recorded), ReplayText.Share(at.Simple), ReplayText.Share(at.Moderate), ReplayText.Share(at.Complex),
                ReplayText.Quality(at.Quality), StatsText.Count(setting.Moved),
            ];
            table.AddRow(texts.Select(text => new Text(text, style)));
        }

        Screen.Of(output).Write(table);
        output.WriteLine($"Recorded: {StatsText.Amount(recorded)}. With routing off: {StatsText.Amount(asked.Cost)}, quality {ReplayText.Quality(asked.Quality)}.");
        ReplayText.WriteLeftOut(output, tuned.Frontier.LeftOut);
        output.WriteLine(tuned.Found is { } found
            ? $"Put into the config: \"routing\": {{ \"lambda\": {Knob(found.Lambda)} }}"
            : wanted.Cost is not null ? "No setting is that cheap: even the cheapest tiers cost more." : "No setting keeps that much quality.");
    }

    private static string Knob(double lambda) => lambda.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Of(Money cost, Money recorded) => ReplayText.Share((double)cost.NanoUsd / recorded.NanoUsd);

    /// <summary><c>60%</c> or <c>0.6</c>.</summary>
    private static double? ShareOf(string text) =>
        double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? text.EndsWith('%') ? number / 100 : number
            : null;
}
