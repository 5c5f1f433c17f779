using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Reads calls that run a model back from their rows, as far as <see cref="Delivery"/> needs them.</summary>
internal sealed class DeliveredCalls : IDisposable
{
    private const string Rows = """
        SELECT c.seq, c.at_ms, c.endpoint, c.route, c.status, c.outcome, c.queue_us, c.first_byte_us, c.total_us, c.plan, c.stream, c.limited,
            a.provider, a.model, a.verdict, a.first_byte_us, a.total_us, a.is_run, a.tokens_out, a.cost_nano, a.number
        FROM calls c LEFT JOIN attempts a ON a.call = c.seq
        """;

    private readonly Statement _rows;

    private DeliveredCalls(Statement rows) => _rows = rows;

    /// <summary>All there are, in the order of writing.</summary>
    public static DeliveredCalls All(sqlite3 database) => new(new(database, $"{Rows} ORDER BY c.seq, a.number"));

    /// <summary>Those of a stretch of time.</summary>
    public static DeliveredCalls Between(sqlite3 database) =>
        new(new(database, $"{Rows} WHERE c.at_ms >= ? AND c.at_ms < ? ORDER BY c.at_ms, c.seq, a.number"));

    public IEnumerable<CallEntry> Read(long fromMs, long toMs)
    {
        _rows.Bind(fromMs).Bind(toMs);
        return Read();
    }

    public IEnumerable<CallEntry> Read()
    {
        CallEntry? call = null;
        List<AttemptEntry> attempts = [];
        long seq = 0;
        while (_rows.Next())
        {
            if (call is not null && seq != _rows.Number(0))
            {
                if (Words.RunsModel(call.Endpoint))
                {
                    yield return call;
                }

                call = null;
            }

            if (call is null)
            {
                (seq, attempts) = (_rows.Number(0), []);
                call = ReadCall(_rows, attempts);
            }

            if (_rows.MaybeNumber(20) is { } number)
            {
                attempts.Add(ReadAttempt(_rows, (int)number, call.At));
            }
        }

        if (call is not null && Words.RunsModel(call.Endpoint))
        {
            yield return call;
        }
    }

    public void Dispose() => _rows.Dispose();

    private static CallEntry ReadCall(Statement row, List<AttemptEntry> attempts) => new()
    {
        Id = "",
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.Number(1)),
        Api = "",
        Endpoint = row.Text(2),
        Method = "",
        Path = "",
        Stream = row.Number(10) != 0,
        Plan = row.MaybeText(9),
        Route = row.MaybeText(3),
        Status = (int?)row.MaybeNumber(4),
        Outcome = Words.OutcomeOf(row.Text(5)),
        Limited = row.Number(11) != 0,
        Queue = TimeSpan.FromMicroseconds(row.Number(6)),
        FirstByte = Duration(row, 7),
        Total = TimeSpan.FromMicroseconds(row.Number(8)),
        Attempts = attempts,
    };

    private static AttemptEntry ReadAttempt(Statement row, int number, DateTimeOffset at) => new()
    {
        Number = number,
        Provider = row.Text(12),
        Model = row.Text(13),
        Verdict = Words.VerdictOf(row.Text(14)),
        At = at,
        FirstByte = Duration(row, 15),
        Total = TimeSpan.FromMicroseconds(row.Number(16)),
        HasContent = row.Number(17) != 0,
        Usage = row.MaybeNumber(18) is { } output ? new TokenUsage(0, 0, 0, 0, output, 0) : null,
        Cost = row.MaybeNumber(19) is { } nano ? new Money(nano) : null,
    };

    private static TimeSpan? Duration(Statement row, int column) =>
        row.MaybeNumber(column) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;
}
