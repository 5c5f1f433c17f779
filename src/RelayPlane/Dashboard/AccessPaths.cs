using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard;

/// <summary>Hands our own page its token.</summary>
internal sealed class AccessPaths(Access access)
{
    public IReadOnlyList<ApiPath> All { get; } =
    [
        new("GET", "/api/token", "The token that what changes something must carry; another with every start of the gateway.", _ =>
            ValueTask.FromResult(ApiReply.Json(new TokenAnswer(access.PageToken), AccessJson.Default.TokenAnswer)))
        {
            Reply = AccessJson.Default.TokenAnswer,
        },
    ];
}

/// <summary>What <c>GET /api/token</c> says.</summary>
internal sealed record TokenAnswer(string Token);

/// <summary>Writes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class AccessJson : JsonSerializerContext;
