using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Admission.Budgets;

namespace RelayPlane.Dashboard;

/// <summary>Says how budgets stand, and resets them.</summary>
/// <param name="terms">Those of the config in force.</param>
/// <param name="path">Where resets are kept over a restart.</param>
internal sealed class BudgetControl(BudgetBook book, Func<BudgetTerms> terms, string path, TimeProvider clock)
{
    private readonly Lock _resetting = new();

    public BudgetsAnswer Answer()
    {
        var now = terms();
        return BudgetsAnswer.Of(now, book.Report(now), clock.GetUtcNow());
    }

    /// <returns>False where it names no period.</returns>
    public bool TryReset(ResetAsk ask)
    {
        if (ask.Periods is not { Count: > 0 })
        {
            return false;
        }

        // Of two at once, neither is to forget the other.
        lock (_resetting)
        {
            var now = clock.GetUtcNow();
            var resets = book.Resets.With(ask.At(now), now);
            resets.Write(path);
            book.Resets = resets;
        }

        return true;
    }
}

/// <summary>What is to count anew.</summary>
/// <param name="Periods">The budgets of these periods.</param>
/// <param name="Scope">Whose; null for all.</param>
/// <param name="Name">The agent, session, client or model; null for all.</param>
internal sealed record ResetAsk(IReadOnlyList<BudgetPeriod> Periods, BudgetScope? Scope = null, string? Name = null)
{
    public IEnumerable<BudgetReset> At(DateTimeOffset now) => Periods.Select(period => new BudgetReset(period, Scope, Name, now.ToUnixTimeMilliseconds()));

    public string Write() => JsonSerializer.Serialize(this, ResetJson.Default.ResetAsk);
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResetAsk))]
internal sealed partial class ResetJson : JsonSerializerContext;
