using Microsoft.Data.Sqlite;
using RelayPlane.Gateway;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Dashboard.Content;

/// <summary>Answers what was sent and answered in a call, where that is kept and may be shown.</summary>
/// <param name="current">The rooms of the config in force.</param>
internal sealed class ContentPaths(ContentReader content, Func<Runtime> current)
{
    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/calls/{id}/content", "What was sent and answered in a call, where ledger.storeContent is on.", ask => ValueTask.FromResult(Answer(ask.Name("id"))))
        {
            Reply = ContentJson.Default.ContentAnswer,
        },
    ];

    private ApiReply Answer(string id)
    {
        var rooms = current();
        if (!rooms.ShowsContent)
        {
            return ApiReply.Missing("What was sent and answered is not shown here: dashboard.showRequestContent is false.");
        }

        try
        {
            return content.Find(id) is { } found ? ApiReply.Json(ContentAnswer.Of(found), ContentJson.Default.ContentAnswer)
                : ApiReply.Missing(rooms.Content is null
                    ? "What is sent and answered is not kept. Set ledger.storeContent to true to keep it from then on."
                    : "Nothing is kept of this call: it was made while ledger.storeContent was off, it goes on still, or its content was deleted since.");
        }
        catch (Exception thrown) when (thrown is SqliteException or InvalidDataException)
        {
            return ApiReply.Wrong($"content.db cannot be read: {thrown.Message}", StatusCodes.Status503ServiceUnavailable);
        }
    }
}
