using System.Buffers;
using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>A wire format that clients speak: it reads their requests, and writes their replies. Without state; what a stream needs is in its writer.</summary>
internal abstract class ClientFormat
{
    /// <param name="body">Must outlive the request that is read from it.</param>
    /// <param name="head">What the request says outside its body.</param>
    /// <returns>A refusal for what no provider could be asked with, naming the parameter.</returns>
    public abstract OrRefusal<NeutralRequest> ReadRequest(JsonElement body, RequestHead head);

    /// <summary>Writes a whole reply.</summary>
    public abstract void WriteReply(Utf8JsonWriter json, NeutralReply reply, ReplyContext context);

    /// <summary>A writer for one streamed reply.</summary>
    public abstract ReplyWriter Writer(ReplyContext context);
}

/// <summary>What a request says outside its body.</summary>
/// <param name="Model">From the path; null where the body names it.</param>
/// <param name="Stream">Whether a stream is asked for.</param>
/// <param name="Sse">For Gemini: whether it is to come as server-sent events, and not as one array.</param>
internal readonly record struct RequestHead(string? Model, bool Stream, bool Sse = true);

/// <summary>Writes one streamed reply, framing included, as its events come: each at once.</summary>
internal abstract class ReplyWriter
{
    /// <summary>Takes the events that <see cref="EventOrder"/> promises, and <see cref="Pinged"/> at any time.</summary>
    public abstract void Write(ReplyEvent next, IBufferWriter<byte> to);
}

/// <summary>What the writer of a reply knows beside it.</summary>
/// <param name="Id">For replies whose provider gave none; letters and digits.</param>
/// <param name="Model">For replies whose provider named none.</param>
/// <param name="At">When the call came.</param>
internal sealed record ReplyContext(string Id, string Model, DateTimeOffset At)
{
    /// <summary>Who answers, for errors; empty where that is not known.</summary>
    public string Provider { get; init; } = string.Empty;

    /// <summary>What was asked; its body is no longer there, so nothing in it that holds JSON may be read.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>Whether the client wants to see what the model thought.</summary>
    public bool ShowThinking { get; init; } = true;

    /// <summary>Tools whose input the client wants as bare text, though the target was told of them as functions with one member <c>input</c>. By the client's names.</summary>
    public IReadOnlySet<string> Freeform { get; init; } = new HashSet<string>();

    /// <summary><see cref="NeutralRequest.LegacyFunctions"/> of the request.</summary>
    public bool LegacyFunctions { get; init; }

    /// <summary>For Gemini: whether the stream is one of server-sent events, and not one array.</summary>
    public bool Sse { get; init; } = true;
}
