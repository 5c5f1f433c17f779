using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>OpenAI Responses as a target speaks it: OpenAI, Azure, xAI, DeepSeek, OpenRouter, LM Studio.</summary>
internal sealed class ResponsesTarget : TargetFormat
{
    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        new RequestWriting(json, request, target, losses).Write();

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target) => ReplyReading.Read(body, target);

    public override ReplyReader Reader(EncodeFor target) => new ResponsesReader(target);
}
