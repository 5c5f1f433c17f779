using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Dashboard.Routing;

/// <summary>Lets a person say whether the answer of a call was good.</summary>
/// <param name="path">The database.</param>
internal sealed class LabelPaths(string path)
{
    private readonly Labels _labels = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new("POST", "/api/calls/{id}/label", "Says whether the answer of a call was good; null takes that back.", LabelAsync) { Body = RoutingJson.Default.LabelAsk },
    ];

    private async ValueTask<ApiReply> LabelAsync(ApiAsk ask)
    {
        if (await ask.BodyAsync(RoutingJson.Default.LabelAsk) is not { } label)
        {
            return ApiReply.Wrong(ask.Problem!);
        }

        // Ids are written small and without hyphens; rows from elsewhere keep theirs.
        var id = ask.Name("id");
        return _labels.Write(id, label.Good, LabelSource.User, ask.Now)
            || _labels.Write(id.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), label.Good, LabelSource.User, ask.Now)
            ? ApiReply.Done
            : ApiReply.Missing($"No call has the id '{id}', so there is nothing to label. /api/calls?text=… finds a call by how its id begins.");
    }
}

/// <summary>What the label of a call is to be.</summary>
/// <param name="Good">Null for none.</param>
internal sealed record LabelAsk(bool? Good);
