using RelayPlane.Ledger.Curves;
using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Dashboard.Routing;

/// <summary>What is asked of routing as the ledger remembers it.</summary>
/// <param name="path">The database.</param>
/// <param name="now">How routing stands now.</param>
internal sealed class RoutingPaths(string path, Func<RoutingNow> now)
{
    /// <summary>A time may end in the future, as today does, but each step of it is a point.</summary>
    private static readonly TimeSpan s_farthest = TimeSpan.FromDays(31);

    private readonly RoutingReader _routing = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/routing", "Which models calls got and why, what that saved, and how routing stands.", ask => new(Answer(ask)))
        {
            Parameters = ApiPath.Range, Reply = RoutingJson.Default.RoutingAnswer,
        },
    ];

    private ApiReply Answer(ApiAsk ask)
    {
        var until = ask.Until() ?? ask.Now;
        var range = new CurveRange(ask.Since(), until - ask.Now > s_farthest ? ask.Now + s_farthest : until, ask.Zone());
        if (ask.Problem is null && range.Since >= range.Until)
        {
            ask.Refuse("since is not before until, so there is no time between them.");
        }

        return ask.Problem is { } problem
            ? ApiReply.Wrong(problem)
            : ApiReply.Json(RoutingAnswerFrom.Sums(_routing.Read(range), range.Until, range.Zone.Id, now()), RoutingJson.Default.RoutingAnswer);
    }
}
