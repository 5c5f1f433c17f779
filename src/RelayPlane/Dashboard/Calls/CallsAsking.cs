using RelayPlane.Admission;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Calls;

/// <summary>Reads which calls a query asks for.</summary>
internal static class CallsAsking
{
    private const int Usual = 50;
    private const int Most = 500;

    private static readonly string[] s_sorts = [.. Enum.GetNames<CallSort>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] s_outcomes = [.. Enum.GetValues<Outcome>().Select(Words.Of)];

    private static readonly string[] s_tiers = ["simple", "moderate", "complex"];

    public static IReadOnlyList<ApiParameter> Filters { get; } =
    [
        new("since", "How far back: 30m, 24h, 7d, 4w, or a date or time. Default: the oldest."),
        new("until", "Before when; default now."),
        new("zone", "Whose days are meant, as Europe/Berlin; default the gateway's own."),
        new("sort", $"{string.Join(", ", s_sorts)}; default newest. By cost or duration, the first of the newest calls that fit, as far back as looked_back_to says."),
        new("model", "A model that any attempt was sent to. This and each of the next filters may be given several times: one of them is enough."),
        new("provider", "A provider that any attempt was sent to; with a model, the same attempt."),
        new("agent", "An agent's key, or the name that it was given."),
        new("client", "A client's name."),
        new("session", "A session: its calls in the hours in which it ran a model."),
        new("route", "A route's name."),
        new("status", "As the client was sent it: 429, or 4xx."),
        new("outcome", string.Join(", ", s_outcomes)),
        new("tier", $"What routing thought that the call needs: {string.Join(", ", s_tiers)}."),
        new("api", "The wire format that the client spoke: anthropic, openai or gemini."),
        new("min_cost_usd", "Calls that cost at least so much."),
        new("max_cost_usd", "Calls that cost at most so much."),
        new("min_ms", "Calls that took at least so long."),
        new("max_ms", "Calls that took at most so long."),
        new("text", "How ids of calls begin; where none begins so, a part of the id of a call, its session or a provider's request."),
    ];

    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("limit", $"The most calls of a page, up to {Most}; default {Usual}."), new("cursor", "The next of the page before."), .. Filters,
    ];

    /// <returns>Null where there is a problem.</returns>
    public static CallsAsk? Read(ApiAsk ask, AgentNames names)
    {
        var sort = Enum.GetValues<CallSort>()[Array.IndexOf(s_sorts, ask.Word("sort", s_sorts[0], s_sorts))];
        var read = new CallsAsk(Filter(ask, names), sort, ask.Count("limit", Usual, Most));
        if (ask.Text("cursor") is { } text)
        {
            read = read with { After = CallCursor.Parse(text, sort) };
            if (read.After is null)
            {
                ask.Refuse("cursor is not the next of a page in this order.");
            }
        }

        return ask.Problem is null ? read : null;
    }

    private static CallFilter Filter(ApiAsk ask, AgentNames names) => new()
    {
        Models = ask.Texts("model"),
        Providers = ask.Texts("provider"),
        Agents = [.. ask.Texts("agent").SelectMany(names.Recorded).Distinct()],
        Clients = ask.Texts("client"),
        Sessions = ask.Texts("session"),
        Routes = ask.Texts("route"),
        Apis = ask.Texts("api"),
        Tiers = [.. ask.Texts("tier").Where(text => Known(ask, "tier", text, s_tiers))],
        Statuses = [.. ask.Texts("status").Select(text => Status(ask, text)).OfType<StatusSpan>()],
        Outcomes = [.. ask.Texts("outcome").Where(text => Known(ask, "outcome", text, s_outcomes)).Select(Words.OutcomeOf)],
        LeastNano = Nano(ask.Amount("min_cost_usd"), Math.Ceiling),
        MostNano = Nano(ask.Amount("max_cost_usd"), Math.Floor),
        Shortest = Duration(ask.Amount("min_ms")),
        Longest = Duration(ask.Amount("max_ms")),
        Text = ask.Text("text")?.Trim() is { Length: > 0 } text ? text : null,
        Since = ask.Text("since") is null ? null : ask.Since(),
        Until = ask.Until(),
    };

    private static StatusSpan? Status(ApiAsk ask, string text)
    {
        var status = StatusSpan.Parse(text);
        if (status is null)
        {
            ask.Refuse($"status is '{text}'; it may be such as 429 or 4xx.");
        }

        return status;
    }

    private static bool Known(ApiAsk ask, string name, string text, string[] words)
    {
        if (words.Contains(text))
        {
            return true;
        }

        ask.Refuse($"{name} is '{text}'; it may be {string.Join(", ", words)}.");
        return false;
    }

    private static long? Nano(decimal? usd, Func<decimal, decimal> round) => usd is { } known ? (long)round(Math.Min(known, 1_000_000_000m) * 1_000_000_000m) : null;

    private static TimeSpan? Duration(decimal? ms) => ms is { } known ? TimeSpan.FromMicroseconds((double)Math.Min(known, 1_000_000_000_000m) * 1000) : null;
}
