using RelayPlane.Ledger.Decisions;
using RelayPlane.Routing;

namespace RelayPlane.Replay;

/// <summary>How often recorded calls climbed from each model, by what made them.</summary>
internal sealed class Climbs
{
    /// <summary>Attempts from which on a share is believed.</summary>
    private const int Enough = 50;

    private readonly Dictionary<int, (long Attempts, Dictionary<EscalateOn, long> Climbed)> _places = [];

    public void Learn(PastCall call, Places places)
    {
        foreach (var attempt in call.Attempts)
        {
            var place = places.Of(attempt.Provider, attempt.Model).Index;
            var (attempts, climbed) = _places.TryGetValue(place, out var seen) ? seen : (0, []);
            if (attempt.Escalated is { } trigger && TriggerOf(trigger) is var on and not EscalateOn.None)
            {
                climbed[on] = climbed.GetValueOrDefault(on) + 1;
            }

            _places[place] = (attempts + 1, climbed);
        }
    }

    /// <summary>Null where nothing has climbed from there, so that nothing says whether anything would.</summary>
    public double? Share(Place place, EscalateOn on)
    {
        if (!_places.TryGetValue(place.Index, out var seen) || seen.Attempts < Enough || seen.Climbed.Count == 0)
        {
            return null;
        }

        return seen.Climbed.Where(pair => on.HasFlag(pair.Key)).Sum(pair => (double)pair.Value) / seen.Attempts;
    }

    /// <summary>By its name in the ledger.</summary>
    public static EscalateOn TriggerOf(string name) => name switch
    {
        "rate_limit" => EscalateOn.RateLimit,
        "error" => EscalateOn.Error,
        "overloaded" => EscalateOn.Overloaded,
        "timeout" => EscalateOn.Timeout,
        "uncertainty" => EscalateOn.Uncertainty,
        "refusal" => EscalateOn.Refusal,
        "truncated" => EscalateOn.Truncated,
        "bad_tool_call" => EscalateOn.BadToolCall,
        "invalid_json" => EscalateOn.InvalidJson,
        "empty" => EscalateOn.Empty,
        _ => EscalateOn.None,
    };
}
