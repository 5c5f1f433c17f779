using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>OpenAI Chat Completions, as clients speak it.</summary>
internal sealed class ChatFormat : ClientFormat
{
    public override OrRefusal<NeutralRequest> ReadRequest(JsonElement body, RequestHead head) => RequestReader.Read(body, head);

    public override void WriteReply(Utf8JsonWriter json, NeutralReply reply, ReplyContext context) => WholeReplyWriter.Write(json, reply, context);

    public override ReplyWriter Writer(ReplyContext context) => new ChunkWriter(context);
}
