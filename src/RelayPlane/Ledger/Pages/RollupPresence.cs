using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>Says of a period whether a rollup has any of some keys in it. Each is looked up by the table's own key.</summary>
/// <param name="keys">Numbers of <c>rollup_keys</c>.</param>
/// <param name="level">At which level to look for a period of so many seconds: one as long or longer.</param>
internal sealed class RollupPresence(sqlite3 database, IReadOnlyList<long> keys, Func<int, RollupLevel> level) : IDisposable
{
    /// <summary>With more keys than this, most periods hold one.</summary>
    private const int MostKeys = 500;

    private readonly Statement _find = new(database, "SELECT 1 FROM rollups WHERE level = ? AND period = ? AND key = ?");
    private readonly Dictionary<(int Level, long Period), bool> _known = [];

    /// <summary>How often it has looked.</summary>
    public int Seeks { get; private set; }

    public bool MayHold(long fromSeconds, int seconds)
    {
        if (keys.Count > MostKeys)
        {
            return true;
        }

        var at = level(seconds);
        var place = (at.Code, PeriodSpan.Floor(fromSeconds, at.Seconds) / at.Seconds);
        if (!_known.TryGetValue(place, out var holds))
        {
            holds = keys.Any(key => Find(place.Code, place.Item2, key));
            _known.Add(place, holds);
        }

        return holds;
    }

    public void Dispose() => _find.Dispose();

    private bool Find(int code, long period, long key)
    {
        Seeks++;
        var found = _find.Bind(code).Bind(period).Bind(key).Next();
        _find.Reset();
        return found;
    }
}
