using RelayPlane.Metering;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// What happens in a streamed reply. Readers of a format tell it in the provider's order, keyed; <see cref="EventOrder"/> makes of it what writers are
/// promised: one <see cref="Started"/>, then blocks one after the other, each closed before the next, then one <see cref="Ended"/> or <see cref="Failed"/>.
/// </summary>
internal abstract record ReplyEvent;

/// <summary>The provider answers.</summary>
/// <param name="Usage">What it tells of the input at once (Anthropic); null elsewhere.</param>
internal sealed record Started(string? Id, string? Model, TokenUsage? Usage = null) : ReplyEvent;

/// <summary>A block begins.</summary>
/// <param name="Key">Tells it from the reply's other blocks.</param>
/// <param name="Head">The block without its content: an empty text, a tool call without arguments. What comes whole (an <see cref="OpaqueBlock"/>, an image, redacted thinking) is here whole.</param>
internal sealed record BlockStarted(int Key, Block Head) : ReplyEvent;

/// <summary>More of a block's text: its words, its thought, its refusal, or a tool call's arguments as a piece of JSON.</summary>
internal sealed record Delta(int Key, string Text) : ReplyEvent;

/// <summary>The state of a thought or of a tool call, known only now. The last one counts.</summary>
internal sealed record StateCame(int Key, OpaqueState State) : ReplyEvent;

/// <summary>Where a text has something from.</summary>
internal sealed record Cited(int Key, Citation Citation) : ReplyEvent;

/// <summary>A block is whole. A reader may leave it out.</summary>
internal sealed record BlockEnded(int Key) : ReplyEvent;

/// <summary>What was used so far: cumulative, the last one counts. Readers only.</summary>
internal sealed record UsageCame(TokenUsage Usage) : ReplyEvent;

/// <summary>Why the reply ends. Readers only; usage may follow.</summary>
internal sealed record Stopped(Stop Stop) : ReplyEvent;

/// <summary>The provider said that there is nothing more (<c>[DONE]</c>, <c>message_stop</c>). Readers only, and only in formats that have such a word.</summary>
internal sealed record Closed : ReplyEvent;

/// <summary>The reply is whole. To writers only.</summary>
internal sealed record Ended(Stop Stop, TokenUsage? Usage) : ReplyEvent;

/// <summary>The reply failed within; nothing follows.</summary>
internal sealed record Failed(ProviderError Error) : ReplyEvent;

/// <summary>The provider lives.</summary>
internal sealed record Pinged : ReplyEvent;
