using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>The rows of <c>prices</c>: each basis is written once, and known by its number from then on.</summary>
internal sealed class PriceRows(sqlite3 database) : IDisposable
{
    /// <summary>Prices change by the day, not by the call: far more than are ever in use at once.</summary>
    private const int MostRemembered = 4096;

    private readonly Statement _find = new(database, "SELECT id FROM prices WHERE basis = ?");
    private readonly Statement _add = new(database, "INSERT INTO prices (provider, model, basis) VALUES (?, ?, ?)");
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>Null where nothing was priced.</summary>
    public long? IdOf(Quote? quote)
    {
        if (quote?.Basis is not { } basis)
        {
            return null;
        }

        if (!_known.TryGetValue(basis, out long id))
        {
            id = Find(basis) ?? Add(quote, basis);
            if (_known.Count == MostRemembered)
            {
                _known.Clear();
            }

            _known.Add(basis, id);
        }

        return id;
    }

    /// <summary>After a transaction was undone: what it added is not there.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private long? Find(string basis)
    {
        if (!_find.Bind(basis).Next())
        {
            return null;
        }

        long id = _find.Number(0);
        _find.Reset();
        return id;
    }

    private long Add(Quote quote, string basis)
    {
        _ = _add.Bind(quote.Provider).Bind(quote.Model).Bind(basis).Run();
        return raw.sqlite3_last_insert_rowid(database);
    }
}
