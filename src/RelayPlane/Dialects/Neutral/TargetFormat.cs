using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>A wire format that targets speak: it writes the request, and reads what comes back. Without state; what a stream needs is in its reader.</summary>
internal abstract class TargetFormat
{
    /// <summary>Writes the whole body. What cannot be said is told to <paramref name="losses"/>, which refuses or notes it.</summary>
    public abstract void WriteRequest(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses);

    /// <summary>Headers that the format wants beside the body (<c>anthropic-version</c>).</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Headers(NeutralRequest request, EncodeFor target) => [];

    /// <summary>Reads a whole reply.</summary>
    public abstract NeutralReply ReadReply(JsonElement body, EncodeFor target);

    /// <summary>A reader for one streamed reply.</summary>
    public abstract ReplyReader Reader(EncodeFor target);
}

/// <summary>Reads one streamed reply, framing included, in any split.</summary>
internal abstract class ReplyReader
{
    public abstract void Read(ReadOnlySpan<byte> bytes, List<ReplyEvent> events);

    /// <summary>The body has ended: what still lay in the framing. Says nothing of whether the reply is whole; <see cref="EventOrder"/> knows.</summary>
    public abstract void End(List<ReplyEvent> events);
}

/// <summary>Where a request goes.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Model">The model, as it goes up.</param>
/// <param name="Traits">What that model takes.</param>
/// <param name="Key">The id of the key that carries it; for state that belongs to an account.</param>
internal sealed record EncodeFor(string Provider, string Model, ModelTraits Traits, string? Key = null)
{
    public bool Stream { get; init; }

    /// <summary>Whether the provider takes <c>stream_options.include_usage</c>.</summary>
    public bool TakesIncludeUsage { get; init; } = true;

    /// <summary>The names of the client's own tools, as they go up.</summary>
    public IReadOnlySet<string> Declared { get; init; } = new HashSet<string>();

    /// <summary>The tools' names as they go up.</summary>
    public ToolNames ToolNames { get; init; } = ToolNames.Same;
}
