using System.Text.Json.Serialization;

namespace RelayPlane.Ledger.Content;

/// <summary>What was sent and answered in a call, fit to be kept: decoded, and without secrets.</summary>
internal sealed record CallContent(
    string CallId, DateTimeOffset At, IReadOnlyList<KeptHeader> RequestHeaders, IReadOnlyList<KeptHeader> ReplyHeaders, KeptBody Request, KeptBody Reply);

/// <summary>A header as the client sent or got it; the value of a credential is <see cref="Hidden"/>.</summary>
internal sealed record KeptHeader(string Name, string Value)
{
    /// <summary>Stands where a secret was.</summary>
    public const string Hidden = "(secret)";
}

/// <summary>A body, or the beginning of one.</summary>
/// <param name="Cut">Whether there was more.</param>
internal readonly record struct KeptBody(ReadOnlyMemory<byte> Bytes, bool Cut);

/// <summary>How headers stand in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<KeptHeader>))]
internal sealed partial class KeptHeadersJson : JsonSerializerContext;
