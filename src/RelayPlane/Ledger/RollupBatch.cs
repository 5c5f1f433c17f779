using RelayPlane.Ledger.Decisions;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Ledger;

/// <summary>A row of a level that is added to.</summary>
internal readonly record struct RollupPlace(RollupLevel Level, long Period, RollupKey Key);

/// <summary>A row of <c>session_rollups</c> that is added to.</summary>
internal readonly record struct SessionPlace(string Session, long Hour, RollupKey Key);

/// <summary>What one transaction adds to the rollups, summed in memory so that a busy hour costs one update a batch and not one a call.</summary>
internal sealed class RollupBatch
{
    /// <summary>The finest period of any level.</summary>
    private const int QuarterSeconds = 900;

    private static readonly RollupSplit[] s_splits = Enum.GetValues<RollupSplit>();

    private readonly Dictionary<(long Quarter, RollupKey Key), Tally> _quarters = [];
    private readonly Dictionary<SessionPlace, Tally> _sessionPlaces = [];
    private readonly Dictionary<string, SessionSpan> _sessions = new(StringComparer.Ordinal);

    /// <summary>What is added, spread over the levels.</summary>
    public IReadOnlyDictionary<RollupPlace, Tally> Places()
    {
        Dictionary<RollupPlace, Tally> places = [];
        foreach (((long quarter, RollupKey key), Tally sums) in _quarters)
        {
            foreach (RollupLevel level in RollupLevel.All)
            {
                Of(places, new(level, PeriodOf(level, quarter), key with { Tier = "" })).Add(sums);
            }

            foreach (RollupLevel level in Words.RunsModel(key.Endpoint) ? RollupLevel.WithTier : [])
            {
                Of(places, new(level, PeriodOf(level, quarter), key.OnlyWithTier())).Add(sums);
            }

            foreach (RollupSplit split in s_splits)
            {
                foreach (RollupLevel level in split is RollupSplit.Endpoint || Words.RunsModel(key.Endpoint) ? RollupLevel.Of(split) : [])
                {
                    Of(places, new(level, PeriodOf(level, quarter), key.Only(split))).Add(sums);
                }
            }
        }

        return places;
    }

    /// <summary>What the same calls add to <c>deliveries</c>.</summary>
    public DeliveryBatch Deliveries { get; } = new();

    /// <summary>What they add to <c>routings</c>.</summary>
    public RoutingBatch Routings { get; } = new();

    public IReadOnlyDictionary<SessionPlace, Tally> SessionPlaces => _sessionPlaces;

    public IReadOnlyDictionary<string, SessionSpan> Sessions => _sessions;

    /// <summary>Counts a call where its reply came from, and each attempt where it went.</summary>
    public void Add(CallEntry call)
    {
        Tally counted = new();
        counted.AddCall(call.Outcome is Outcome.Refused or Outcome.Failed, Microseconds(call.Total));
        Add(call, call.Given, counted);
        foreach (AttemptEntry attempt in call.Attempts)
        {
            Tally tried = new();
            tried.AddAttempt(attempt, Words.IsRun(call, attempt));
            Add(call, attempt, tried);
        }
    }

    /// <summary>Adds sums where an attempt of a call is counted.</summary>
    public void Add(CallEntry call, AttemptEntry? attempt, Tally sums)
    {
        RollupKey key = RollupKey.Of(call, attempt);
        Of(_quarters, (PeriodSpan.Floor(call.At.ToUnixTimeSeconds(), QuarterSeconds), key)).Add(sums);
        if (Words.RunsModel(call.Endpoint) && key.InSession)
        {
            Of(_sessionPlaces, new(call.Session!, PeriodOf(RollupLevel.All[0], call.At.ToUnixTimeSeconds()), key)).Add(sums);
            Of(_sessions, call.Session!).Add(call.At.ToUnixTimeMilliseconds(), sums);
        }
    }

    public static long Microseconds(TimeSpan duration) => Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);

    private static long PeriodOf(RollupLevel level, long seconds) => PeriodSpan.Floor(seconds, level.Seconds) / level.Seconds;

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> values, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!values.TryGetValue(key, out TValue? value))
        {
            value = new TValue();
            values.Add(key, value);
        }

        return value;
    }
}
