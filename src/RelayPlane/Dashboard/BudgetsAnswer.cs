using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;

namespace RelayPlane.Dashboard;

/// <summary>What <c>GET /api/budgets</c> says, and <c>relayplane budget status</c> prints.</summary>
/// <param name="At">The moment it is true of.</param>
/// <param name="Enabled">Whether any budget holds.</param>
/// <param name="Window"><c>calendar</c> or <c>rolling</c>.</param>
/// <param name="TimeZone">By whose calendar.</param>
/// <param name="Waiting">Calls that wait for others to settle.</param>
/// <param name="Unpriced">Calls since the start whose cost is unknown, so that no budget of dollars counts them.</param>
/// <param name="Terms">A sign of what the config says: the same in two answers where the same budgets hold, also those that show no line yet.</param>
internal sealed record BudgetsAnswer(DateTimeOffset At, bool Enabled, string Window, string TimeZone, int Waiting, long Unpriced, IReadOnlyList<BudgetLine> Budgets, string? Terms = null)
{
    /// <summary>More names than anybody reads; the fullest are kept.</summary>
    private const int MostOfABudget = 50;

    public static BudgetsAnswer Of(BudgetTerms terms, BudgetReport report, DateTimeOffset at)
    {
        var lines = terms.Rules.Where(rule => rule.Period == BudgetPeriod.Call).Select(rule => BudgetLine.From(new Standing(rule, string.Empty, 0, 0, null, Fit.Now)))
            .Concat(report.Standings.GroupBy(standing => standing.Rule).SelectMany(rule => rule.OrderByDescending(standing => standing.Percent).Take(MostOfABudget)).Select(BudgetLine.From));
        return new BudgetsAnswer(at, terms.Rules.Count > 0, terms.Calendar.Rolling ? "rolling" : "calendar", terms.Calendar.Zone.Id, report.Waiting, report.Unpriced, [.. lines], SignOf(terms));
    }

    private static string SignOf(BudgetTerms terms) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes<char>(string.Join('\n', terms.Rules))).ToString("x16", CultureInfo.InvariantCulture);

    public string Write() => JsonSerializer.Serialize(this, BudgetsJson.Default.BudgetsAnswer);

    /// <exception cref="JsonException">It is none.</exception>
    public static BudgetsAnswer? Read(string json) => JsonSerializer.Deserialize(json, BudgetsJson.Default.BudgetsAnswer);
}

/// <summary>One budget, of one whom it is about.</summary>
/// <param name="Name">The budget: <c>daily</c>.</param>
/// <param name="Key">Where it stands in the config.</param>
/// <param name="Of">The agent, session, client or model; null for all.</param>
/// <param name="Unit"><c>usd</c> or <c>tokens</c>: that of the three amounts, dollars being exact decimals.</param>
/// <param name="Spent">Since the window began.</param>
/// <param name="Reserved">Set aside for calls in flight.</param>
/// <param name="Percent">Of the limit that is spent.</param>
/// <param name="ResetsAt">When it begins anew.</param>
/// <param name="OnBreach">What a call beyond it meets.</param>
internal sealed record BudgetLine(
    string Name, string Key, string? Of, BudgetUnit Unit, decimal Limit, decimal Spent, decimal Reserved, double Percent, DateTimeOffset? ResetsAt, BreachAction OnBreach)
{
    private const decimal NanosPerDollar = 1_000_000_000m;

    public static BudgetLine From(Standing standing)
    {
        var unit = standing.Rule.Unit == BudgetUnit.Usd ? NanosPerDollar : 1;
        return new BudgetLine(
            standing.Rule.Name, standing.Rule.Key, standing.Name.Length > 0 ? standing.Name : null, standing.Rule.Unit,
            standing.Rule.Limit / unit, standing.Spent / unit, standing.Reserved / unit, Math.Round(standing.Percent, 2), standing.ResetsAt, standing.Rule.OnBreach);
    }
}

/// <summary>Reads and writes the answer without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BudgetsAnswer))]
internal sealed partial class BudgetsJson : JsonSerializerContext;
