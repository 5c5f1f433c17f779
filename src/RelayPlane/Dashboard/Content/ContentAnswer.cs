using System.Text.Json.Serialization;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Dashboard.Content;

/// <summary>What <c>GET /api/calls/{id}/content</c> says: what the client sent, and what it got. Headers carry no secret.</summary>
/// <param name="Request">The body as text; null where there was none.</param>
/// <param name="Reply">The body, or the stream as it came; null where nothing was sent.</param>
/// <param name="RequestCut">Whether the body was too long to be kept whole.</param>
/// <param name="ReplyCut">The same of the reply.</param>
internal sealed record ContentAnswer(
    IReadOnlyList<KeptHeader> RequestHeaders, IReadOnlyList<KeptHeader> ReplyHeaders, string? Request, string? Reply, bool RequestCut, bool ReplyCut)
{
    public static ContentAnswer Of(CallContent content) => new(
        content.RequestHeaders,
        content.ReplyHeaders,
        ContentText.Of(content.Request, content.RequestHeaders),
        ContentText.Of(content.Reply, content.ReplyHeaders),
        content.Request.Cut,
        content.Reply.Cut);
}

/// <summary>Writes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ContentAnswer))]
internal sealed partial class ContentJson : JsonSerializerContext;
