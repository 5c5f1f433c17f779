namespace RelayPlane.Dashboard.Providers;

/// <summary>The paths of providers and keys.</summary>
internal sealed class ProviderPaths(ProviderBoard board)
{
    private const string Get = "GET";
    private const string Post = "POST";

    public IReadOnlyList<ApiPath> All =>
    [
        new(Get, "/api/providers", "The providers that are configured or in use, with their keys by label.", _ => new(ApiReply.Json(board.Answer(), ProvidersJson.Default.ProvidersAnswer)))
        {
            Reply = ProvidersJson.Default.ProvidersAnswer,
        },
        new(Post, "/api/providers/{name}/drain", "Lets no further attempt go to a provider; those under way end. Until it is resumed, or the gateway ends.", ask => Done(ask, board.Hold(ask.Name("name"), held: true))),
        new(Post, "/api/providers/{name}/resume", "Lets attempts go to a provider again, but with keys that are paused.", ask => Done(ask, board.Hold(ask.Name("name"), held: false))),
        new(Post, "/api/providers/{name}/reset", "Forgets cooldowns, breakers and refused keys of a provider, so that calls try it at once.", ask => Done(ask, board.Reset(ask.Name("name"), null))),
        new(Post, "/api/providers/{name}/keys/{label}/pause", "Lets no further attempt go out with a key; those under way end.", ask => Done(ask, board.Hold(ask.Name("name"), ask.Name("label"), held: true))),
        new(Post, "/api/providers/{name}/keys/{label}/resume", "Uses a key again.", ask => Done(ask, board.Hold(ask.Name("name"), ask.Name("label"), held: false))),
        new(Post, "/api/providers/{name}/keys/{label}/reset", "Forgets what kept calls away from a key, so that they try it at once.", ask => Done(ask, board.Reset(ask.Name("name"), ask.Name("label")))),
    ];

    private static ValueTask<ApiReply> Done(ApiAsk ask, bool found) =>
        new(found ? ApiReply.Done : ApiReply.Missing($"{ask.Http.Request.Path} names no provider or key of the config in force."));
}
