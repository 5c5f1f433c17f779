using System.CommandLine;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>The options of <c>relayplane stats</c>, and the query that they make.</summary>
internal sealed class StatsOptions
{
    private const int RowsForPeople = 40;
    private const int RowsForPrograms = 1000;

    private readonly TimeProvider _clock;

    public StatsOptions(TimeProvider clock)
    {
        _clock = clock;
        Since = MomentOption.Of("--since", "How far back: 30m, 24h, 7d, 4w, or a date", "7d", clock);
        Until = MomentOption.Of("--until", "The end, if not now: as --since", null, clock);
        By.Validators.Add(result =>
        {
            if (StatsGroups.Parse(result.GetValue(By) ?? "") is null)
            {
                result.AddError($"--by takes one or two, as model or model,agent, of: {string.Join(", ", StatsGroups.Names)}.");
            }
        });
        Top.Validators.Add(result =>
        {
            if (result.GetValue(Top) is < 1)
            {
                result.AddError("--top takes a number from 1.");
            }
        });
    }

    public Option<string?> Since { get; }

    public Option<string?> Until { get; }

    public Option<string> By { get; } = new("--by") { Description = "What a row stands for, one or two: model or model,agent", DefaultValueFactory = _ => "model" };

    public Option<int?> Top { get; } = new("--top") { Description = $"The most rows ({RowsForPeople}; for programs {RowsForPrograms}); the others are summed in one" };

    public Option<bool> Utc { get; } = new("--utc") { Description = "Days and dates in UTC instead of this machine's time zone" };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for a program instead of a table" };

    public Option<bool> Csv { get; } = new("--csv") { Description = "Print comma-separated values" };

    public Option<bool> Watch { get; } = new("--watch") { Description = "Show it again every two seconds, until Ctrl-C" };

    public IEnumerable<Option> All => [Since, Until, By, Top, Utc, Json, Csv, Watch];

    /// <summary>Of options that were found valid. "The last 7 days" end now, whenever this is asked.</summary>
    public StatsQuery Query(ParseResult result)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        TimeZoneInfo zone = result.GetValue(Utc) ? TimeZoneInfo.Utc : _clock.LocalTimeZone;
        _ = SinceText.TryParse(result.GetValue(Since)!, now, zone, out DateTimeOffset since);
        return new StatsQuery(since, StatsGroups.Parse(result.GetValue(By)!)!)
        {
            Until = result.GetValue(Until) is { } text && SinceText.TryParse(text, now, zone, out DateTimeOffset until) ? until : null,
            Zone = zone,
            Limit = result.GetValue(Top) ?? (result.GetValue(Json) || result.GetValue(Csv) ? RowsForPrograms : RowsForPeople),
        };
    }
}
