using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Gemini generateContent as clients speak it.</summary>
internal sealed class GenerateFormat : ClientFormat
{
    public override OrRefusal<NeutralRequest> ReadRequest(JsonElement body, RequestHead head) => GenerateRequestReader.Read(body, head);

    public override void WriteReply(Utf8JsonWriter json, NeutralReply reply, ReplyContext context)
    {
        var sources = new GroundingWriter();
        var head = new ChunkHead(reply.Id ?? context.Id, reply.Model ?? context.Model);
        ChunkWriter.Begin(json);
        foreach (var block in reply.Blocks)
        {
            ReplyPartWriter.Write(json, block, context);
            if (block is TextBlock text)
            {
                foreach (var citation in text.Citations)
                {
                    sources.Cite(citation);
                }

                sources.Add(text.Text);
                sources.EndBlock();
            }
        }

        ChunkWriter.End(json, head, reply.Stop, reply.Usage, sources);
    }

    public override ReplyWriter Writer(ReplyContext context) => new GenerateStreamWriter(context);
}
