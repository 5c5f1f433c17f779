using RelayPlane.Routing;

namespace RelayPlane.Dashboard.Routing;

/// <summary>The path of the names that stand for models.</summary>
/// <param name="router">Of the config in force.</param>
internal sealed class NamesPaths(Func<Router> router)
{
    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/routing/names", "Every name that stands for a model, what it means now, and why.", _ => new(ApiReply.Json(new NameRows(router()).Answer(), NamesJson.Default.NamesAnswer)))
        {
            Reply = NamesJson.Default.NamesAnswer,
        },
    ];
}
