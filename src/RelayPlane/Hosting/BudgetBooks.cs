using Microsoft.Data.Sqlite;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Hosting;

/// <summary>Opens the book of budgets with what the ledger says was spent, so that a restart forgets nothing.</summary>
internal static class BudgetBooks
{
    /// <summary>The longest window is a month.</summary>
    private const int Days = 32;

    private static readonly BudgetPeriod[] s_windows = [BudgetPeriod.Hour, BudgetPeriod.Day, BudgetPeriod.Week, BudgetPeriod.Month];

    /// <param name="terms">The config's, for the moments at which its windows began.</param>
    public static BudgetBook Open(Home home, BudgetTerms terms, TimeProvider clock, Action<string> notice)
    {
        var book = new BudgetBook(clock) { Resets = BudgetResets.Read(home.BudgetsPath, notice), Notice = notice };
        var now = clock.GetUtcNow();
        var begins = s_windows.Select(period => terms.Calendar.Start(period, now)).OfType<DateTimeOffset>().Where(start => start.ToUnixTimeSeconds() % 3600 != 0);
        var resets = book.Resets.Resets.Select(reset => DateTimeOffset.FromUnixTimeMilliseconds(reset.At));
        try
        {
            book.Load(SpentSince.Read(home.DatabasePath, now.AddDays(-Days), [now, now.AddHours(-1), .. begins, .. resets]));
        }
        catch (SqliteException thrown)
        {
            notice($"{home.DatabasePath} cannot be read, so budgets count from this start on: {thrown.Message}");
        }

        return book;
    }
}
