namespace RelayPlane.Ledger;

/// <summary>
/// The row of <c>rollups</c> that an attempt counts in: the hour (since 1970) of the call's arrival, where the attempt went, who asked, and the
/// status and outcome of the whole call (status 0: nothing was sent). Calls without an attempt have an empty provider and model.
/// </summary>
internal readonly record struct RollupKey(
    long Hour, string Provider, string Model, string Endpoint, string Agent, string Client, int Status, Outcome Outcome);

/// <summary>The row of <c>session_rollups</c> that a call counts in.</summary>
internal readonly record struct SessionKey(long Hour, string Session);

/// <summary>What one transaction adds to the rollups, summed in memory so that a busy hour costs one update a batch and not one a call.</summary>
internal sealed class RollupBatch
{
    private readonly Dictionary<RollupKey, Tally> _rollups = [];
    private readonly Dictionary<SessionKey, Tally> _sessions = [];

    public IReadOnlyDictionary<RollupKey, Tally> Rollups => _rollups;

    public IReadOnlyDictionary<SessionKey, Tally> Sessions => _sessions;

    public static long HourOf(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeSeconds(), 3600).Quotient;

    /// <summary>Counts a call where its last attempt went; call it once, and <see cref="AddAttempt"/> for each attempt.</summary>
    public void AddCall(CallEntry call)
    {
        AttemptEntry? last = call.Attempts.Count > 0 ? call.Attempts[^1] : null;
        bool error = call.Outcome is Outcome.Refused or Outcome.Failed;
        long total = Microseconds(call.Total);
        Rollup(call, last).AddCall(error, total);
        Session(call)?.AddCall(error, total);
    }

    public void AddAttempt(CallEntry call, AttemptEntry attempt, bool isRun)
    {
        Rollup(call, attempt).AddAttempt(isRun, attempt.Usage, attempt.Paid);
        Session(call)?.AddAttempt(isRun, attempt.Usage, attempt.Paid);
    }

    public static long Microseconds(TimeSpan duration) => Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);

    private Tally Rollup(CallEntry call, AttemptEntry? attempt)
    {
        RollupKey key = new(
            HourOf(call.At), attempt?.Provider ?? "", attempt?.Model ?? "", call.Endpoint, call.Agent ?? "", call.Client ?? "",
            call.Status ?? 0, call.Outcome);
        return Of(_rollups, key);
    }

    /// <summary>Sessions count only what runs a model.</summary>
    private Tally? Session(CallEntry call) => Words.RunsModel(call.Endpoint)
        ? Of(_sessions, new SessionKey(HourOf(call.At), call.Session ?? ""))
        : null;

    private static Tally Of<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out Tally? tally))
        {
            tally = new Tally();
            tallies.Add(key, tally);
        }

        return tally;
    }
}
