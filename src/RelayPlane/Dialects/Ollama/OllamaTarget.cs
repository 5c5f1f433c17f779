using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Ollama's own <c>/api/chat</c> as targets speak it.</summary>
internal sealed class OllamaTarget : TargetFormat
{
    public override void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses) =>
        new OllamaRequestWriter(json, request, target, losses).Write();

    public override NeutralReply ReadReply(JsonElement body, EncodeFor target)
    {
        var read = new List<ReplyEvent>();
        new OllamaReader().Take(Encoding.UTF8.GetBytes(body.GetRawText()), read);
        var order = new EventOrder(ToolNames.Same);
        var ordered = new List<ReplyEvent>();
        foreach (var next in read)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        var (reply, error) = Gathering.Reply(ordered);
        return reply ?? throw new InvalidOperationException(error!.Message);
    }

    public override ReplyReader Reader(EncodeFor target) => new OllamaReader();
}
