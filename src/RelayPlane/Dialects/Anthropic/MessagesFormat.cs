using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Anthropic Messages as clients speak it.</summary>
internal sealed class MessagesFormat : ClientFormat
{
    public override OrRefusal<NeutralRequest> ReadRequest(JsonElement body, RequestHead head) => MessagesRequestReader.Read(body, head);

    public override void WriteReply(Utf8JsonWriter json, NeutralReply reply, ReplyContext context) => MessagesReplyWriter.Write(json, reply, context);

    public override ReplyWriter Writer(ReplyContext context) => new MessagesStreamWriter(context);
}
