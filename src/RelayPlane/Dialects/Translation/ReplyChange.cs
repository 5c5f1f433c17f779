using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects.Translation;

/// <summary>How the answer to one call is changed on its way back.</summary>
internal abstract class ReplyChange
{
    /// <param name="streamed">Whether the target streams.</param>
    /// <returns>Null where such a reply needs no change.</returns>
    public abstract ReplyRewriting? Begin(bool streamed);

    /// <summary>Reads such a reply, for who wants to know only how it begins or ends; null where its format is the client's own.</summary>
    public virtual ReplyReader? Reader() => null;

    /// <summary>Reads such a reply when all of it is there; null where its format is the client's own.</summary>
    public virtual (NeutralReply? Reply, ProviderError? Error)? Whole(ReadOnlyMemory<byte> reply, bool streamed) => null;

    /// <summary>The content type of what goes to the client; null for the provider's own.</summary>
    public virtual string? ContentType => null;
}

/// <summary>The usage that a client did not ask for is taken out again.</summary>
internal sealed class UsageTakenOut : ReplyChange
{
    public static UsageTakenOut Instance { get; } = new();

    public override ReplyRewriting? Begin(bool streamed) => streamed ? new UsageChunkFilter() : null;
}

/// <summary>The answer is turned into the client's format.</summary>
/// <param name="asked">Whether the client asked for a stream.</param>
internal sealed class ReplyTranslated(ClientFormat client, TargetFormat target, EncodeFor sent, ReplyContext context, bool asked) : ReplyChange
{
    public override string ContentType => asked && context.Sse ? "text/event-stream; charset=utf-8" : "application/json";

    public override ReplyReader Reader() => target.Reader(sent);

    public override (NeutralReply? Reply, ProviderError? Error)? Whole(ReadOnlyMemory<byte> reply, bool streamed) => ReplyReading.Of(target, sent, reply, streamed);

    public override ReplyRewriting Begin(bool streamed) => new ReplyTranslation(client, target, sent, context, streamed, asked);
}
