using Microsoft.Data.Sqlite;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>What a repricing did, or would do.</summary>
/// <param name="Runs">Attempts with usage that were looked at.</param>
/// <param name="Changed">Those whose price is another now.</param>
/// <param name="Before">Their sum before, over what was priced.</param>
/// <param name="After">Their sum now.</param>
internal readonly record struct Repriced(long Runs, long Changed, Money Before, Money After, long UnpricedBefore, long UnpricedAfter);

/// <summary>
/// Prices what was used anew, by the usage that is stored and the rates that hold for its time: only when a person asks for it. Rows and rollups
/// change together, in batches, beside a gateway that may be writing. Rows from another product keep the cost that it gave them.
/// </summary>
internal sealed class Repricing(PriceBook prices)
{
    private const int BatchSize = 500;

    private readonly SavingsOf _savings = new(prices);

    public Repriced Run(string path, DateTimeOffset since, bool dryRun)
    {
        using SqliteConnection? connection = dryRun ? LedgerFile.TryOpenCurrent(path) : LedgerFile.OpenForWriting(path);
        if (connection is null)
        {
            return default;
        }

        sqlite3 database = connection.Handle!;
        Execute(database, "PRAGMA busy_timeout = 10000");
        using EntryWriter? writer = dryRun ? null : new(connection);
        Repriced all = default;
        long after = FirstSince(database, since) - 1;
        while (true)
        {
            List<StoredCall> batch = [.. StoredCall.Read(database, after, since.ToUnixTimeMilliseconds(), BatchSize)];
            if (batch.Count == 0)
            {
                return all;
            }

            List<RepricedCall> changes = [];
            foreach (StoredCall stored in batch)
            {
                all = Add(all, stored.Call, Reprice(stored, changes));
            }

            writer?.Reprice(changes);
            after = batch[^1].Seq;
        }
    }

    /// <summary>From the index on times, so that what is older is not gone through.</summary>
    private static long FirstSince(sqlite3 database, DateTimeOffset since)
    {
        using Statement first = new(database, "SELECT MIN(seq) FROM calls WHERE at_ms >= ?");
        return first.Bind(since.ToUnixTimeMilliseconds()).Next() ? first.Number(0) : 0;
    }

    private CallEntry Reprice(StoredCall stored, List<RepricedCall> changes)
    {
        CallEntry priced = stored.Call with { Attempts = [.. stored.Call.Attempts.Select(attempt => IsOurs(stored.Call, attempt) ? Reprice(attempt) : attempt)] };
        priced = priced with { Attempts = [.. _savings.Attempts(priced.Api, DecisionEntry.AskedOf(priced.Decision, priced.ModelRequested, priced.Agent), priced.Attempts).Select((attempt, index) => IsOurs(stored.Call, attempt) ? attempt : stored.Call.Attempts[index])] };
        if (!priced.Attempts.Select(Price).SequenceEqual(stored.Call.Attempts.Select(Price)))
        {
            changes.Add(new(stored, priced));
        }

        return priced;
    }

    private AttemptEntry Reprice(AttemptEntry attempt)
    {
        Quote quote = prices.Price(attempt.Provider, attempt.ModelReturned, attempt.Model, attempt.At, attempt.Usage!.Value, attempt.Modifiers);

        // A usage that was guessed stays a guess, whatever the rates: the provider said nothing of it, or was cut before its last word.
        bool guessed = attempt.RawUsage is null || (attempt.Partial && attempt.Quote?.Status is not PriceStatus.Priced);
        return attempt with { Quote = guessed && quote.Status is PriceStatus.Priced ? quote with { Status = PriceStatus.Estimated } : quote };
    }

    /// <summary>Rows of another product tell nothing of the API that was spoken. Our own first release wrote costs without their rates.</summary>
    private static bool IsOurs(CallEntry call, AttemptEntry attempt) => call.Api.Length > 0 && attempt.Usage is not null;

    private static (long?, PriceStatus?, string?, Savings) Price(AttemptEntry attempt) =>
        (attempt.Paid?.NanoUsd, attempt.Quote?.Status, attempt.Quote?.Basis, attempt.Savings);

    private static Repriced Add(Repriced all, CallEntry before, CallEntry after)
    {
        for (int index = 0; index < before.Attempts.Count; index++)
        {
            (AttemptEntry old, AttemptEntry now) = (before.Attempts[index], after.Attempts[index]);
            if (!Words.IsRun(before, old))
            {
                continue;
            }

            all = new(
                all.Runs + 1,
                all.Changed + (old.Paid == now.Paid ? 0 : 1),
                all.Before + (old.Paid ?? default),
                all.After + (now.Paid ?? default),
                all.UnpricedBefore + (old.Paid is null ? 1 : 0),
                all.UnpricedAfter + (now.Paid is null ? 1 : 0));
        }

        return all;
    }

    private static void Execute(sqlite3 database, string sql) => SqliteFailure.ThrowIfFailed(raw.sqlite3_exec(database, sql), database);
}

/// <summary>A call whose attempts have other prices now.</summary>
internal sealed record RepricedCall(StoredCall Stored, CallEntry Priced);
