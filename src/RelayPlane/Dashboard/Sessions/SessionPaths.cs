using RelayPlane.Admission;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>Sessions, and one of them as a tree of agents and calls.</summary>
/// <param name="path">Of the database.</param>
internal sealed class SessionPaths(string path, AgentNames names)
{
    private const int Usual = 50;
    private const int Most = 200;
    private const int MostCalls = 200;

    private readonly SessionsReader _sessions = new(path, names.Of);
    private readonly CallsPages _calls = new(path, names.Of);

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/sessions", "Sessions that called in a time, page by page, each with its sums.", ask => new(List(ask)))
        {
            Parameters =
            [
                .. ApiPath.Range, new("order", "last: those that called last first; or cost. Default last."),
                new("limit", $"The most sessions of a page, up to {Most}; default {Usual}."), new("cursor", "The next of the page before."),
            ],
            Reply = SessionsJson.Default.SessionsAnswer,
        },
        new("GET", "/api/session", $"A session: its agents, and its newest calls, {MostCalls} at most.", ask => new(One(ask)))
        {
            Parameters = [new("name", "The session, as calls carry it.")], Reply = SessionsJson.Default.SessionAnswer,
        },
    ];

    private ApiReply List(ApiAsk ask)
    {
        var after = ask.Text("cursor") is { } text ? FoundSession.Parse(text) : null;
        if (after is null && ask.Text("cursor") is not null)
        {
            ask.Refuse("cursor is not the next of a page of sessions.");
        }

        var read = new SessionsAsk(ask.Since(), ask.Until(), ask.Word("order", "last", "last", "cost") == "cost", ask.Count("limit", Usual, Most), after);
        if (ask.Problem is { } problem)
        {
            return ApiReply.Wrong(problem);
        }

        var page = _sessions.Read(read);
        return ApiReply.Json(new SessionsAnswer([.. page.Sessions.Select(SessionRow.Of)], page.Next?.ToString()), SessionsJson.Default.SessionsAnswer);
    }

    private ApiReply One(ApiAsk ask)
    {
        if (ask.Text("name") is not { } name)
        {
            return ApiReply.Wrong("name says which session: /api/session?name=… . /api/sessions lists them.");
        }

        if (_sessions.Find(name) is not { } session)
        {
            return ApiReply.Missing($"No session '{name}' has run a model. /api/sessions lists those that have.");
        }

        var filter = new CallFilter { Sessions = [name] };
        return ApiReply.Json(SessionAnswer.Of(session, _calls.Read(new(filter, CallSort.Newest, MostCalls)).Calls, names), SessionsJson.Default.SessionAnswer);
    }
}
