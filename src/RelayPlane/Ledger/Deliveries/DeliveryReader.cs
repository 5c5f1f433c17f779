using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Curves;
using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Says how calls were delivered over a time: whole periods from <c>deliveries</c>, the broken ones at the ends from their calls, as <see cref="LedgerReader"/> does.</summary>
internal sealed class DeliveryReader(string path)
{
    /// <summary>Step by step, and all together.</summary>
    /// <param name="split">By what keys are told apart; of the rest they have nothing, or any.</param>
    /// <param name="by">What makes a row.</param>
    /// <param name="each">What is wanted of each step.</param>
    /// <param name="whole">What is wanted of the whole time; null where that is what the steps have.</param>
    public DeliveryCurves<TKey> Read<TKey>(CurveRange range, DeliverySplit split, Func<DeliveryKey, TKey> by, DeliveryFigures each, DeliveryFigures? whole = null)
        where TKey : notnull
    {
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return new(range.Steps(null), []);
        }

        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        sqlite3 database = connection.Handle!;
        CurveSteps steps = range.Steps(database);
        if (DeliveryStretches.Of(database, split) is not { } stretches)
        {
            return new(steps, []);
        }

        Dictionary<TKey, DeliveryTally?[]> found = [];
        using (DeliveryRows rows = new(database, each))
        {
            for (int step = 0; step < steps.Pieces.Count; step++)
            {
                int at = step;
                stretches.Read(rows, steps.Pieces[step].FromMs, steps.Pieces[step].ToMs, key => Of(found, by(key), steps.Pieces.Count)[at] ??= new DeliveryTally());
            }
        }

        Dictionary<TKey, DeliveryTally> wholes = [];
        if (whole is not null)
        {
            using DeliveryRows rows = new(database, whole);
            stretches.Read(rows, steps.Pieces[0].FromMs, steps.Pieces[^1].ToMs, key => wholes.TryGetValue(by(key), out DeliveryTally? tally) ? tally : wholes[by(key)] = new DeliveryTally());
        }

        return new(steps, [.. found.Select(row => new DeliveryCurve<TKey>(row.Key, wholes.GetValueOrDefault(row.Key) ?? DeliveryTally.Together(row.Value), row.Value))]);
    }

    private static DeliveryTally?[] Of<TKey>(Dictionary<TKey, DeliveryTally?[]> found, TKey key, int steps)
        where TKey : notnull
    {
        if (!found.TryGetValue(key, out DeliveryTally?[]? tallies))
        {
            found.Add(key, tallies = new DeliveryTally?[steps]);
        }

        return tallies;
    }
}

/// <summary>How calls were delivered.</summary>
internal sealed record DeliveryCurves<TKey>(CurveSteps Steps, IReadOnlyList<DeliveryCurve<TKey>> Rows)
    where TKey : notnull;

/// <summary>One row.</summary>
/// <param name="Steps">Null where it has no calls.</param>
internal sealed record DeliveryCurve<TKey>(TKey Key, DeliveryTally Whole, IReadOnlyList<DeliveryTally?> Steps)
    where TKey : notnull;
