using System.Globalization;
using RelayPlane.Metering;
using RelayPlane.Replay;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>A replay for a person at a terminal.</summary>
internal static class ReplayText
{
    public static void Write(TextWriter output, ReplayResult replay, ReplayedPolicy policy, int? width = null)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Replayed: {policy.Name}, on the calls from {replay.From.UtcDateTime:yyyy-MM-dd HH:mm} to {replay.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC."));
        if (policy.IsOff)
        {
            output.WriteLine("This policy has routing off: its names and routes decide, and no score. To try one, set routing.mode to \"complexity\".");
        }

        if (replay.Calls == 0)
        {
            output.WriteLine("No call of that time can be replayed: routing's notes are kept with each call that is recorded from now on.");
            WriteLeftOut(output, replay.LeftOut);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumn(new TableColumn(string.Empty));
        foreach (var head in (string[])["cost", "of recorded", "simple", "moderate", "complex", "quality"])
        {
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        }

        AddRow(table, "recorded", replay.Recorded, replay.Recorded.Cost);
        AddRow(table, "policy", replay.Policy, replay.Recorded.Cost);
        AddRow(table, "shuffled", replay.Shuffled, replay.Recorded.Cost);
        Screen.Of(output, width).Write(table);

        var saves = replay.Saved.NanoUsd >= 0;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Replayed(replay, policy)}, {StatsText.Count(replay.Moved)} of them moved, at lambda {replay.Lambda:0.###}. The policy {(saves ? "saves" : "costs")} {StatsText.Amount(Size(replay.Saved))}{(saves ? "" : " more")}; 95 % interval of what it saves: {Signed(replay.Lower)} to {Signed(replay.Upper)}."));
        output.WriteLine(Worth(replay));
        output.WriteLine("Shuffled: the same shares of tiers dealt to conversations at random. What the policy has over it is what its choice is worth.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"By the replay's own reckoning the recorded choices cost {StatsText.Amount(replay.Reproduced)} ({Off(replay):+0.0%;-0.0%;0.0%} off what was paid)."));
        WriteLeftOut(output, replay.LeftOut);
        output.WriteLine();
        output.WriteLine("What it cannot know:");
        foreach (var sentence in replay.Unknown)
        {
            output.WriteLine($"- {sentence}");
        }
    }

    /// <summary>From 0 to 100 %.</summary>
    public static string Share(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Quality(double quality) => quality.ToString("0.000", CultureInfo.InvariantCulture);

    public static void WriteLeftOut(TextWriter output, IReadOnlyList<(string Why, long Calls)> leftOut)
    {
        foreach (var (why, calls) in leftOut)
        {
            output.WriteLine($"Left out: {StatsText.Calls(calls)}: {why}.");
        }
    }

    /// <summary>Of how many, where some were left out: what is saved is saved on these alone.</summary>
    private static string Replayed(ReplayResult replay, ReplayedPolicy policy)
    {
        var all = replay.Calls + replay.LeftOut.Sum(left => left.Calls);
        if (all == replay.Calls)
        {
            return StatsText.Calls(replay.Calls);
        }

        var share = policy.Paid is { NanoUsd: > 0 and var paid } ? $" ({Share(Math.Min(1, (double)replay.Recorded.Cost.NanoUsd / paid))} of the cost)" : "";
        return $"{StatsText.Count(replay.Calls)} of {StatsText.Calls(all)}{share}";
    }

    /// <summary>What the saving costs in quality, and what the choice itself is worth: money saved at random is no merit.</summary>
    private static string Worth(ReplayResult replay)
    {
        var (more, over) = (replay.Policy.Quality - replay.Recorded.Quality, replay.Policy.Quality - replay.Shuffled.Quality);
        var quality = IsNothing(more) ? "It keeps the expected quality" : $"It {(more < 0 ? "gives up" : "gains")} {Points(more)} of expected quality";
        return $"{quality}; its choice is {(IsNothing(over) ? "worth nothing over chance" : over > 0 ? $"worth {Points(over)} over chance" : $"{Points(over)} worse than chance")}.";
    }

    private static string Points(double quality) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(quality) * 100:0.0} points");

    /// <summary>What would be written as 0.0 points.</summary>
    private static bool IsNothing(double quality) => Math.Abs(quality) < .0005;

    private static void AddRow(Table table, string name, Outcomes outcomes, Money recorded) => table.AddRow(
        name,
        StatsText.Amount(outcomes.Cost),
        recorded.NanoUsd > 0 ? Share((double)outcomes.Cost.NanoUsd / recorded.NanoUsd) : "–",
        Share(outcomes.Simple), Share(outcomes.Moderate), Share(outcomes.Complex), Quality(outcomes.Quality));

    private static double Off(ReplayResult replay) => replay.Recorded.Cost.NanoUsd > 0 ? ((double)replay.Reproduced.NanoUsd / replay.Recorded.Cost.NanoUsd) - 1 : 0;

    private static Money Size(Money money) => new(Math.Abs(money.NanoUsd));

    private static string Signed(Money money) => (money.NanoUsd < 0 ? "-" : "") + StatsText.Amount(Size(money));
}
