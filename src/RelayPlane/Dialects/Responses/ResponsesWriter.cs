using System.Buffers;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes a streamed response, as strictly as the OpenAI SDKs and Codex read it. There is no <c>[DONE]</c> in this format.</summary>
internal sealed class ResponsesWriter : ReplyWriter
{
    private readonly EventFrame _frame = new();
    private readonly ReplyLifecycle _life;

    public ResponsesWriter(ReplyContext context) => _life = new ReplyLifecycle(_frame, context);

    public override void Write(ReplyEvent next, IBufferWriter<byte> to)
    {
        _frame.To(to);
        _life.Take(next);
    }
}
