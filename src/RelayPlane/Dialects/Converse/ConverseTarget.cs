using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Amazon Bedrock Converse as targets speak it. The model is named in the path, and so is whether to stream.</summary>
internal sealed class ConverseTarget : TargetFormat
{
    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        new ConverseRequestWriter(json, request, target, losses).Write();

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target) => ConverseReplyReader.Read(body, target);

    public override ReplyReader Reader(EncodeFor target) => new ConverseStreamReader(target);
}
