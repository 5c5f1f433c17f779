using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>OpenAI Chat Completions, as its many providers speak it.</summary>
internal sealed class ChatTarget : TargetFormat
{
    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        new RequestWriter(json, request, target, losses).Write();

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target) => WholeReplyReader.Read(body, target);

    public override ReplyReader Reader(EncodeFor target) => new ChunkReader(target);
}
