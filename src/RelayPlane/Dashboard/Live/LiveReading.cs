using System.Text;
using System.Text.Json;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Live;

/// <summary>What has changed since the last look, as events. One for all listeners; not safe for threads.</summary>
internal sealed class LiveReading
{
    /// <summary>More calls than anybody reads at once: the others are counted.</summary>
    public const int MostCalls = 100;

    private readonly LiveSources _sources;
    private readonly AlertWatch _alerts;

    /// <summary>What was last sent, and what of it is compared.</summary>
    private readonly OrderedDictionary<string, byte[]> _states = [];
    private readonly Dictionary<string, byte[]> _compared = [];
    private long _seq;
    private (object Config, string? Reason) _config;

    /// <summary>What is there already is no news.</summary>
    public LiveReading(LiveSources sources)
    {
        (_sources, _alerts) = (sources, new AlertWatch(sources.AlertsPath));
        _seq = Newest();
        _config = (sources.Config(), sources.Gateway().Reason);
    }

    /// <param name="states">Whether to look at what changes with every call as well, which is enough once a second.</param>
    public IReadOnlyList<byte[]> Next(bool states)
    {
        var frames = new List<byte[]>();
        if (Calls(ref _seq) is { } calls)
        {
            frames.Add(calls);
        }

        frames.AddRange(_alerts.Next().Select(alert => EventFrame.Write(_seq, "alert", JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.Alert))));
        if (states)
        {
            frames.AddRange(States());
        }

        return frames;
    }

    /// <summary>What a new listener is told: the calls it has missed, and how all stands.</summary>
    /// <param name="after">Up to where it has heard; null where it begins now.</param>
    public IReadOnlyList<byte[]> Welcome(long? after)
    {
        var frames = new List<byte[]>();
        if (after is { } seq && seq < _seq && Calls(ref seq) is { } missed)
        {
            frames.Add(missed);
        }

        frames.AddRange(_states.Select(state => EventFrame.Write(_seq, state.Key, state.Value)));
        return frames;
    }

    private long Newest() => _sources.Calls.Before(long.MaxValue, 1) is [var last] ? last.Seq : 0;

    /// <summary>Reads a bounded number of rows, however many were written: the others are counted by their numbers, which have no gaps between them.</summary>
    private byte[]? Calls(ref long seq)
    {
        var found = _sources.Calls.After(seq, MostCalls + 1);
        if (found.Count == 0)
        {
            return null;
        }

        found = found.Count > MostCalls ? _sources.Calls.Before(long.MaxValue, MostCalls) : [.. found.Reverse()];
        var newest = found is [var first, ..] ? first.Seq : seq;
        var more = Math.Max(0, newest - seq - found.Count);
        seq = newest;
        return EventFrame.Write(newest, "calls", JsonSerializer.SerializeToUtf8Bytes(new EventCalls([.. found.Select(call => CallRow.Of(call.Call))], more), LiveJson.Default.EventCalls));
    }

    private IEnumerable<byte[]> States()
    {
        var gateway = _sources.Gateway();
        var (limits, budgets) = (_sources.Limits(), _sources.Budgets());
        if (Changed("gateway", JsonSerializer.SerializeToUtf8Bytes(gateway, LiveJson.Default.EventGateway)) is { } stands)
        {
            yield return stands;
        }

        // The moment of looking is no change.
        if (Changed("limits", (limits with { At = default }).Write(), limits.Write) is { } learned)
        {
            yield return learned;
        }

        if (Changed("budgets", Encoding.UTF8.GetBytes((budgets with { At = default }).Write()), () => Encoding.UTF8.GetBytes(budgets.Write())) is { } spent)
        {
            yield return spent;
        }

        // A file that is bad changes nothing but the reason that the gateway gives.
        var config = (_sources.Config(), gateway.Reason);
        if (config != _config)
        {
            _config = config;
            yield return EventFrame.Write(_seq, "config", JsonSerializer.SerializeToUtf8Bytes(new EventConfig(_sources.ConfigHash()), LiveJson.Default.EventConfig));
        }
    }

    /// <param name="sign">What is compared.</param>
    /// <param name="whole">What is sent, where that is more.</param>
    private byte[]? Changed(string name, byte[] sign, Func<byte[]>? whole = null)
    {
        if (_compared.TryGetValue(name, out var before) && before.AsSpan().SequenceEqual(sign))
        {
            return null;
        }

        _compared[name] = sign;
        _states[name] = whole?.Invoke() ?? sign;
        return EventFrame.Write(_seq, name, _states[name]);
    }
}
