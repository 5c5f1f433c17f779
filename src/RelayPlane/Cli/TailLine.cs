using System.Globalization;
using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>One call in one line, in columns that stand still while lines pass.</summary>
internal static class TailLine
{
    private const int WhoWidth = 21;
    private const int ModelWidth = 26;
    private static readonly Style s_dim = new(Color.Grey);

    /// <summary>What the columns are.</summary>
    public static Paragraph Heads() =>
        new(Columns("time", "who", "model", "status", "in", "cached", "out", "cost", "took", "call"), s_dim);

    public static Paragraph Of(CallEntry call, TimeZoneInfo zone)
    {
        var usage = UsageOf(call);
        var cost = CallCost.Of(call);
        var time = TimeZoneInfo.ConvertTime(call.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var line = new Paragraph();
        line.Append($"{time}  {Fit(CallWords.Who(call), WhoWidth)}  ", s_dim);
        line.Append($"{Fit(CallWords.Model(call), ModelWidth)}  ");
        line.Append($"{Status(call),-6}", Colour(call));
        line.Append($"  {(usage.In is { } input ? StatsText.Tokens(input) : "–"),6}  {(usage.In is { } whole ? StatsText.Share(usage.CacheRead, whole) : "–"),6}  {(usage.Out is { } output ? StatsText.Tokens(output) : "–"),6}");
        line.Append($"  {CallWords.Cost(cost),9}", new Style(cost.Unpriced > 0 ? Color.Yellow : cost.Known is null ? Color.Grey : Color.Green));
        line.Append($"  {StatsText.Duration(call.Total),8}");
        line.Append($"  {Fit(CallWords.Id(call.Id), 12)}", s_dim);
        var notes = Notes(call);
        return notes.Length == 0 ? line : line.Append("  " + notes, call.Outcome is Outcome.Refused or Outcome.Failed ? new Style(Color.Red) : s_dim);
    }

    /// <summary>What was not as usual, most telling first.</summary>
    public static string Notes(CallEntry call)
    {
        var notes = new List<string>();
        if (call.Outcome is Outcome.Refused or Outcome.Failed && call.Error is { } error)
        {
            notes.Add(Cut(CallWords.Clean(error), 80));
        }

        if (call.Attempts.Count > 1)
        {
            notes.Add($"{call.Attempts.Count} attempts, {(call.Given!.Number == call.Attempts.Count ? "last" : "answered by")} {CallWords.Clean(call.Given.Provider)}");
        }

        if (call.Queue >= TimeSpan.FromMilliseconds(10))
        {
            notes.Add($"queued {StatsText.Duration(call.Queue)}");
        }

        if (call.Dropped is { } dropped)
        {
            notes.Add($"dropped {CallWords.Clean(dropped)}");
        }

        if (call.Budget is { } budget)
        {
            notes.Add(CallWords.Clean(budget));
        }

        return string.Join(" · ", notes);
    }

    /// <summary>The status that the client was sent, or how the call ended where that says more.</summary>
    private static string Status(CallEntry call) => (call.Outcome, call.Status) switch
    {
        (Outcome.Cancelled, _) => "gone",
        (Outcome.Failed, < 400) => "broken",
        (_, { } status) => status.ToString(CultureInfo.InvariantCulture),
        _ => "–",
    };

    private static Style Colour(CallEntry call) => new(call.Outcome switch
    {
        Outcome.Answered => Color.Green,
        Outcome.Failed => Color.Red,
        _ => Color.Yellow,
    });

    /// <summary>Over all attempts; null where none reported anything.</summary>
    private static (long? In, long CacheRead, long? Out) UsageOf(CallEntry call)
    {
        var known = call.Attempts.Select(attempt => attempt.Usage).OfType<Metering.TokenUsage>().ToList();
        return known.Count == 0 ? (null, 0, null) : (known.Sum(usage => usage.TotalInput), known.Sum(usage => usage.CacheRead), known.Sum(usage => usage.Output));
    }

    private static string Columns(string time, string who, string model, string status, string input, string cached, string output, string cost, string took, string call) =>
        $"{time,-8}  {Fit(who, WhoWidth)}  {Fit(model, ModelWidth)}  {status,-6}  {input,6}  {cached,6}  {output,6}  {cost,9}  {took,8}  {call}";

    private static string Fit(string text, int width) => Cut(text, width).PadRight(width);

    private static string Cut(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text;
}
