using RelayPlane.Dispatch;
using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Replay;

/// <summary>What the recording teaches of its models: how they count tokens, how much they write, how often their cache is hit, and how often calls climb from them. One pass over it.</summary>
internal sealed class Ratios
{
    /// <summary>Calls from which on a model's own figures are believed.</summary>
    private const int Enough = 50;

    private readonly Dictionary<int, Counted> _places = [];
    private readonly Dictionary<string, Counted> _providers = [];
    private readonly Dictionary<string, (double Found, double Read)> _hits = [];
    private readonly Dictionary<ulong, (double Tokens, long Calls)> _shared = [];
    private readonly Dictionary<int, Answers> _answers = [];
    private readonly Climbs _climbs = new();
    private readonly PromptCaches _caches;

    public Ratios() => _caches = new PromptCaches(this);

    /// <summary>Pairs of models whose figures had to be taken to be alike.</summary>
    public HashSet<string> Guessed { get; } = [];

    /// <summary>Of calls that begin at a model, how many climb for one of these reasons; null where the recording does not say.</summary>
    public double? Climbing(Place place, Routing.EscalateOn on) => _climbs.Share(place, on);

    public void Learn(PastCall call, in Prompt prompt, Places places)
    {
        var place = prompt.Answered;
        var usage = prompt.Usage;
        if (call.Decision.PromptTokens > 0 && usage.TotalInput > 0)
        {
            Counted.Add(_places, place.Index, call.Decision.PromptTokens, usage.TotalInput);
            Counted.Add(_providers, place.Provider, call.Decision.PromptTokens, usage.TotalInput);
        }

        if (call.Attempts[^1] is { Verdict: Verdict.Answered })
        {
            Answers.Of(_answers, place.Index).Add(call, usage.Output);
        }

        // What a conversation reads with its first call is what the program's other conversations have left.
        if (call.Decision is { UserTurns: <= 1, MidTask: false } && !_caches.Knows(prompt, place) && usage.CacheRead > 0)
        {
            var (tokens, calls) = _shared.GetValueOrDefault(prompt.Group);
            _shared[prompt.Group] = (tokens + usage.CacheRead, calls + 1);
        }

        var found = _caches.Take(prompt, place, usage.TotalInput, sure: true).CacheRead;
        if (found > 0)
        {
            var (before, read) = _hits.GetValueOrDefault(place.Provider);
            _hits[place.Provider] = (before + found, read + Math.Min(usage.CacheRead, found));
        }

        _caches.Recorded(prompt);
        _climbs.Learn(call, places);
    }

    /// <summary>How many tokens one model counts for one of another's.</summary>
    public double Tokens(Place from, Place to)
    {
        if (from == to)
        {
            return 1;
        }

        var (one, other) = (PerGuess(from), PerGuess(to));
        if (one is null || other is null)
        {
            // Models of one provider mostly count alike.
            return from.Provider == to.Provider ? 1 : Guess($"how many tokens {to} counts where {from} counts one");
        }

        return other.Value / one.Value;
    }

    /// <summary>How much one model writes where another writes one token.</summary>
    public double Output(Place from, Place to)
    {
        if (from == to)
        {
            return 1;
        }

        return _answers.TryGetValue(from.Index, out var one) && _answers.TryGetValue(to.Index, out var other) && other.To(one) is { } ratio
            ? ratio
            : Guess($"how much {to} writes where {from} writes one token");
    }

    /// <summary>How much of what should be in a cache was read from it.</summary>
    public double HitRate(Place place) => _hits.TryGetValue(place.Provider, out var hits) && hits.Found > 0 ? hits.Read / hits.Found : 1;

    /// <summary>With how many tokens, there, the conversations of a program begin alike.</summary>
    /// <param name="counted">The model that counted the call that is looked at.</param>
    public long Shared(ulong group, Place counted, Place place) =>
        _shared.TryGetValue(group, out var shared) ? (long)(shared.Tokens / shared.Calls * Tokens(counted, place)) : 0;

    private double? PerGuess(Place place) =>
        _places.TryGetValue(place.Index, out var own) && own.Calls >= Enough ? own.Ratio
        : _providers.TryGetValue(place.Provider, out var all) && all.Calls >= Enough ? all.Ratio
        : null;

    private double Guess(string what)
    {
        if (Guessed.Count < Enough)
        {
            Guessed.Add(what);
        }

        return 1;
    }

    /// <summary>Reported tokens for guessed ones.</summary>
    private sealed class Counted
    {
        private double _guessed;
        private double _reported;

        public long Calls { get; private set; }

        public double Ratio => _reported / _guessed;

        public static void Add<TKey>(Dictionary<TKey, Counted> all, TKey key, double guessed, double reported)
            where TKey : notnull
        {
            if (!all.TryGetValue(key, out var one))
            {
                all[key] = one = new Counted();
            }

            one._guessed += guessed;
            one._reported += reported;
            one.Calls++;
        }
    }
}
