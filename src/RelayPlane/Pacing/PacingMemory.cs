using System.Text.Json.Serialization;
using RelayPlane.Dialects;

namespace RelayPlane.Pacing;

/// <summary>What is kept across a restart, of configured keys alone: the content of <c>pacing.json</c>. Keys are known by <c>Credential.Id</c>, a hash; a changed key has another and starts afresh.</summary>
/// <param name="Version">Files of other versions are not read.</param>
internal sealed record PacingMemory(int Version, IReadOnlyList<KeyMemory> Keys, IReadOnlyList<LaneMemory> Lanes)
{
    public const int Current = 1;

    public static PacingMemory Nothing { get; } = new(Current, [], []);
}

/// <summary>A key that cannot be used.</summary>
/// <param name="Id">The key's hash.</param>
internal sealed record KeyMemory(string Provider, string Id, TroubleMemory Trouble);

/// <summary>Why something cannot be used, and until when.</summary>
/// <param name="UntilIsKnown">Whether <paramref name="Until"/> is the provider's own word.</param>
/// <param name="Words">The reply that said so, for later calls.</param>
internal sealed record TroubleMemory(KeyTrouble Kind, DateTimeOffset Until, bool UntilIsKnown, string? Reason, ProviderWords? Words);

/// <summary>What was learned of one key for one model class.</summary>
/// <param name="Requests">Per minute, as <paramref name="Input"/> and <paramref name="Output"/>; null while unknown.</param>
/// <param name="Blind">Whether these are guesses.</param>
/// <param name="CoolsUntil">When its open breaker lets a probe through; null where it is closed.</param>
/// <param name="Quota">A daily quota of this class alone.</param>
internal sealed record LaneMemory(
    string Provider, string Class, string Id, double? Requests, double? Input, double? Output, bool Blind, DateTimeOffset? CoolsUntil, TroubleMemory? Quota);

/// <summary>Reads and writes the memory without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(PacingMemory))]
internal sealed partial class PacingMemoryJson : JsonSerializerContext;
