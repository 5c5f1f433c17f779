using System.Net.Mime;
using RelayPlane.Admission;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Calls;

/// <summary>What is asked of single calls: the list, the file, one explained, and the newest errors of providers.</summary>
/// <param name="path">Of the database.</param>
internal sealed class CallsPaths(string path, AgentNames names)
{
    private const int UsualErrors = 50;
    private const int MostErrors = 500;

    private readonly CallsPages _pages = new(path, names.Of);
    private readonly CallsReader _calls = new(path, names.Of);
    private readonly Labels _labels = new(path);
    private readonly AttemptErrors _errors = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/calls", "Calls, page by page, by what they were and cost.", ask => new(List(ask))) { Parameters = CallsAsking.Parameters, Reply = CallsJson.Default.CallsAnswer },
        new("GET", "/api/calls.csv", $"The same calls as a file, {CallsCsv.MostRows} at most.", ask => new(File(ask))) { Parameters = CallsAsking.Filters, ContentType = "text/csv" },
        new("GET", "/api/calls/{id}", "One call, explained to the last nano-dollar.", ask => new(One(ask))) { Reply = CallsJson.Default.CallAnswer },
        new("GET", "/api/errors", "Attempts that a provider refused or broke off, the newest first.", ask => new(Errors(ask)))
        {
            Parameters = [new("limit", $"How many, up to {MostErrors}; default {UsualErrors}.")], Reply = CallsJson.Default.ErrorsAnswer,
        },
    ];

    private ApiReply List(ApiAsk ask)
    {
        if (CallsAsking.Read(ask, names) is not { } read)
        {
            return ApiReply.Wrong(ask.Problem!);
        }

        var page = _pages.Read(read);
        return ApiReply.Json(new CallsAnswer([.. page.Calls.Select(CallRow.Of)], page.Next?.ToString(), page.LookedTo?.UtcDateTime), CallsJson.Default.CallsAnswer);
    }

    private ApiReply File(ApiAsk ask)
    {
        if (CallsAsking.Read(ask, names) is not { } read)
        {
            return ApiReply.Wrong(ask.Problem!);
        }

        var name = new ContentDisposition { FileName = $"relayplane-calls-{ask.Now.UtcDateTime:yyyy-MM-dd}.csv" }.ToString();
        var first = _pages.Read(CallsCsv.First(read));
        return new(StatusCodes.Status200OK, "text/csv; charset=utf-8", http =>
        {
            http.Response.Headers.ContentDisposition = name;
            return CallsCsv.WriteAsync(http.Response.Body, _pages, read, first, http.RequestAborted);
        });
    }

    private ApiReply One(ApiAsk ask)
    {
        // Ids are written small and without hyphens; rows from elsewhere keep theirs.
        var id = ask.Name("id");
        var call = _calls.Find(id) ?? _calls.Find(id.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
        return call is not null
            ? ApiReply.Json(CallAnswer.Of(call, _labels.Find(call.Id)), CallsJson.Default.CallAnswer)
            : ApiReply.Missing($"No call has the id '{id}'. A reply carries its id in the header x-relayplane-call-id; /api/calls?text=… finds a call by how its id begins.");
    }

    private ApiReply Errors(ApiAsk ask)
    {
        var limit = ask.Count("limit", UsualErrors, MostErrors);
        return ask.Problem is { } problem
            ? ApiReply.Wrong(problem)
            : ApiReply.Json(new ErrorsAnswer([.. _errors.Newest(limit).Select(ErrorAnswer.Of)]), CallsJson.Default.ErrorsAnswer);
    }
}
