using RelayPlane.Catalog;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>All pools, lanes and keys that calls have needed so far. They outlive a config: a reload changes which keys a pool has, not what was learned of them. Guarded by the pacer's lock.</summary>
internal sealed class PoolTable(TimeProvider clock, Random random, Action<Pool> ring)
{
    private const int ManyPools = 2048;
    private const double IdleSeconds = 900;
    private readonly Dictionary<(string Provider, string Class, string Ring), Pool> _pools = [];
    private readonly Dictionary<(string Provider, string Class, string Key), Lane> _lanes = [];
    private readonly Dictionary<(string Provider, string Key), KeyState> _keys = [];
    private HashSet<(string Provider, string Key)>? _configured;

    /// <summary>When breakers open, from now on.</summary>
    public BreakerRule Rule
    {
        get;
        set
        {
            field = value;
            foreach (var lane in _lanes.Values)
            {
                lane.Breaker.Rule = value;
            }
        }
    } = BreakerRule.Default;

    /// <summary>What an earlier run has left, for lanes and keys that are made from now on.</summary>
    public Recollection Left { get; set; } = new(PacingMemory.Nothing, default);

    /// <summary>What a person has paused.</summary>
    public Holds Holds { get; } = new();

    public IEnumerable<Pool> Pools => _pools.Values;

    public IEnumerable<Lane> Lanes => _lanes.Values;

    /// <summary>The config's keys: others that were used before are shown and kept no more. What an earlier run left of them is taken up at once.</summary>
    public void Configure(IEnumerable<(Provider Provider, Credential Key)> keys, double now)
    {
        _configured = [];
        foreach (var (provider, key) in keys)
        {
            _configured.Add((provider.Name, key.Id));
            foreach (var modelClass in Left.ClassesOf(provider.Name, key.Id))
            {
                LaneOf(provider, modelClass, key, now);
            }
        }
    }

    /// <summary>Whether the lane's key is not one that the config no longer has.</summary>
    public bool IsCurrent(Lane lane) => !lane.Key.IsConfigured || _configured?.Contains((lane.Provider, lane.Key.Id)) != false;

    public Pool Of(Choice choice, double now)
    {
        var provider = choice.Target.Provider;
        var name = (provider.Name, choice.ModelClass, choice.Keys is [{ IsClients: true } only] ? only.Id : string.Empty);
        if (!_pools.TryGetValue(name, out var pool))
        {
            ForgetIdle(now);
            _pools[name] = pool = new Pool(provider.Name, choice.ModelClass);
            var made = pool;
            pool.Wake = new Wake(clock, () => ring(made));
        }

        pool.Used = now;
        if (pool.Keys != choice.Keys)
        {
            pool.Keys = choice.Keys;
            pool.Lanes = [.. choice.Keys.Select(key => LaneOf(provider, choice.ModelClass, key, now))];
        }

        return pool;
    }

    /// <summary>The lane of a key, made where it is new.</summary>
    public Lane LaneOf(Provider provider, string modelClass, Credential key, double now)
    {
        if (!_lanes.TryGetValue((provider.Name, modelClass, key.Id), out var lane))
        {
            lane = new Lane(provider.Name, modelClass, key, provider.Profile, StateOf(provider.Name, key.Id), Rule, random) { Holds = Holds };
            var known = provider.KnownFor(modelClass);
            lane.Mirror.Learn(LimitKind.Requests, known.Requests, now);
            lane.Mirror.Learn(LimitKind.InputTokens, known.Input, now);
            lane.Mirror.Learn(LimitKind.OutputTokens, known.Output, now);
            Left.Restore(lane, now);
            _lanes.Add((provider.Name, modelClass, key.Id), lane);
        }

        return lane;
    }

    public KeyState StateOf(string provider, string keyId)
    {
        if (!_keys.TryGetValue((provider, keyId), out var state))
        {
            _keys.Add((provider, keyId), state = new KeyState());
            Left.Restore(provider, keyId, state);
        }

        return state;
    }

    /// <summary>Clients bring keys of their own, and some bring many: what has not been used for long is forgotten when there is much of it.</summary>
    private void ForgetIdle(double now)
    {
        if (_pools.Count < ManyPools)
        {
            return;
        }

        foreach (var (name, pool) in _pools.Where(pair => pair.Key.Ring.Length > 0 && pair.Value.Queue.Count == 0 && now - pair.Value.Used > IdleSeconds).ToArray())
        {
            pool.Wake?.Dispose();
            _pools.Remove(name);
            foreach (var lane in pool.Lanes.Where(lane => lane.Window.InFlight == 0))
            {
                _lanes.Remove((lane.Provider, lane.Class, lane.Key.Id));
                _keys.Remove((lane.Provider, lane.Key.Id));
            }
        }
    }
}
