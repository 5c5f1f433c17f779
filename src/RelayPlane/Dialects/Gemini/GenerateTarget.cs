using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Gemini generateContent as a target: the Gemini API and Vertex.</summary>
internal sealed class GenerateTarget : TargetFormat
{
    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        GenerateRequestWriter.Write(json, request, target, losses);

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target)
    {
        var chunks = new ChunkReader(target);
        var events = new List<ReplyEvent>();
        foreach (var chunk in ((JsonElement?)body).Each())
        {
            chunks.Take(chunk, events);
        }

        chunks.End(events);
        var ordered = new List<ReplyEvent>();
        var order = new EventOrder(ToolNames.Same);
        foreach (var next in events)
        {
            if (next is not Cited)
            {
                order.Take(next is Failed failed ? new Stopped(Why(failed.Error)) : next, ordered);
            }
        }

        order.Take(new Closed(), ordered);
        order.End(ordered);
        var (reply, error) = Gathering.Reply(ordered);
        return reply is null ? new NeutralReply(null, null, [], Why(error!), null) : reply with { Blocks = Cite(reply.Blocks, chunks.Citations) };
    }

    public override ReplyReader Reader(EncodeFor target) => new GenerateStreamReader(target);

    private static Stop Why(ProviderError error) => new(StopKind.Other, error.Code, Detail: error.Message);

    /// <summary>A whole reply may cite in any of its texts; their keys are their places.</summary>
    private static IReadOnlyList<Block> Cite(IReadOnlyList<Block> blocks, List<Cited> citations)
    {
        if (citations.Count == 0)
        {
            return blocks;
        }

        var all = blocks.ToList();
        foreach (var cited in citations)
        {
            if (cited.Key < all.Count && all[cited.Key] is TextBlock text)
            {
                all[cited.Key] = text with { Citations = [.. text.Citations, cited.Citation] };
            }
        }

        return all;
    }
}
