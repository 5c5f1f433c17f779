using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Anthropic Messages as targets speak it.</summary>
internal sealed class MessagesTarget : TargetFormat
{
    /// <summary>The version that takes sampling parameters; which models take them, their traits tell. The newer one only refuses more.</summary>
    private static readonly KeyValuePair<string, string>[] s_headers = [new("anthropic-version", "2023-06-01")];

    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        new MessagesRequestWriter(json, request, target, losses).Write();

    public override IReadOnlyList<KeyValuePair<string, string>> Headers(NeutralRequest request, EncodeFor target) => s_headers;

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target) => MessagesReplyReader.Read(body, target);

    public override ReplyReader Reader(EncodeFor target) => new MessagesStreamReader(target);
}
