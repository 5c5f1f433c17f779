using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Reads the calls of a stretch of time back from their rows, as far as <see cref="RoutingBatch"/> needs them.</summary>
internal sealed class RoutedCalls(sqlite3 database) : IDisposable
{
    private readonly DecisionColumns _decisions = new(database);

    private readonly Statement _rows = new(database, $"""
        SELECT c.seq, c.endpoint, a.number, a.provider, a.model, a.is_run, a.cost_nano, a.routing_saved_nano, a.fallback_nano, a.escalated, {DecisionColumns.Of}
        FROM calls c LEFT JOIN decisions d ON d.call = c.seq LEFT JOIN attempts a ON a.call = c.seq
        WHERE c.at_ms >= ? AND c.at_ms < ? ORDER BY c.at_ms, c.seq, a.number
        """);

    public IEnumerable<CallEntry> Read(long fromMs, long toMs)
    {
        CallEntry? call = null;
        List<AttemptEntry> attempts = [];
        long seq = 0;
        _rows.Bind(fromMs).Bind(toMs);
        while (_rows.Next())
        {
            if (call is not null && seq != _rows.Number(0))
            {
                yield return call;
                call = null;
            }

            if (call is null)
            {
                (seq, attempts) = (_rows.Number(0), []);
                call = Call(attempts);
            }

            if (_rows.MaybeNumber(2) is { } number)
            {
                attempts.Add(Attempt((int)number));
            }
        }

        if (call is not null)
        {
            yield return call;
        }
    }

    public void Dispose()
    {
        _decisions.Dispose();
        _rows.Dispose();
    }

    private CallEntry Call(List<AttemptEntry> attempts) => new()
    {
        Id = "",
        At = default,
        Api = "",
        Endpoint = _rows.Text(1),
        Method = "",
        Path = "",
        Stream = false,
        Outcome = default,
        Total = default,
        Decision = _decisions.Read(_rows, 10),
        Attempts = attempts,
    };

    private AttemptEntry Attempt(int number) => new()
    {
        Number = number,
        Provider = _rows.Text(3),
        Model = _rows.Text(4),
        Verdict = default,
        At = default,
        Total = default,
        HasContent = _rows.Number(5) != 0,
        Cost = _rows.MaybeNumber(6) is { } nano ? new Money(nano) : null,
        Savings = new(null, _rows.MaybeNumber(7), _rows.MaybeNumber(8)),
        Escalated = _rows.MaybeText(9),
    };
}
