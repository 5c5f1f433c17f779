using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>What the rows of <c>rollup_keys</c> that a query meets say about its groups, each read once.</summary>
internal sealed class RollupKeyTexts(sqlite3 database, StatsKeys keys) : IDisposable
{
    private readonly Statement _find = new(database, $"SELECT endpoint, in_session, {keys.OfRollup} FROM rollup_keys WHERE id = ?");
    private readonly Dictionary<long, RollupKeyText> _known = [];

    public RollupKeyText Of(long key)
    {
        if (!_known.TryGetValue(key, out RollupKeyText text))
        {
            _ = _find.Bind(key).Next();
            text = new(Words.RunsModel(_find.Text(0)), _find.Number(1) != 0, _find.Text(2), _find.Text(3));
            _find.Reset();
            _known.Add(key, text);
        }

        return text;
    }

    public void Dispose() => _find.Dispose();
}

/// <summary>A rollup key as far as a query needs it.</summary>
internal readonly record struct RollupKeyText(bool RunsModel, bool InSession, string First, string Second);
