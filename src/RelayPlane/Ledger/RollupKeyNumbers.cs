using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>The numbers of <c>rollup_keys</c>.</summary>
internal static class RollupKeyNumbers
{
    public static RowNumbers<RollupKey> Open(sqlite3 database) => new(
        database,
        "SELECT id FROM rollup_keys WHERE provider = ? AND model = ? AND endpoint = ? AND agent = ? AND client = ? AND route = ? AND status = ? AND in_session = ? AND tier = ?",
        "INSERT INTO rollup_keys (provider, model, endpoint, agent, client, route, status, in_session, tier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (statement, key) => statement.Bind(key.Provider).Bind(key.Model).Bind(key.Endpoint).Bind(key.Agent).Bind(key.Client).Bind(key.Route)
            .Bind(key.Status).Bind(key.InSession).Bind(key.Tier));
}
