using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Fills empty deliveries from the rows, for a database that an earlier version wrote.</summary>
internal static class DeliveryFill
{
    private const int BatchSize = 10_000;

    /// <summary>Within the migration's transaction.</summary>
    public static void Run(sqlite3 database)
    {
        using DeliveryStatements deliveries = new(database);
        using DeliveredCalls calls = DeliveredCalls.All(database);
        DeliveryBatch batch = new();
        int read = 0;
        foreach (CallEntry call in calls.Read())
        {
            batch.Add(call);
            if (++read % BatchSize == 0)
            {
                deliveries.Add(batch);
                batch = new DeliveryBatch();
            }
        }

        deliveries.Add(batch);
    }
}
