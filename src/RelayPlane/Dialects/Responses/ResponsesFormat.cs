using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>OpenAI Responses as clients speak it: Codex, the OpenAI SDKs, the agents' SDK.</summary>
internal sealed class ResponsesFormat : ClientFormat
{
    public override OrRefusal<NeutralRequest> ReadRequest(JsonElement body, RequestHead head) => RequestReading.Read(body, head);

    public override void WriteReply(Utf8JsonWriter json, NeutralReply reply, ReplyContext context) => WholeReply.Write(json, reply, context);

    public override ReplyWriter Writer(ReplyContext context) => new ResponsesWriter(context);
}
