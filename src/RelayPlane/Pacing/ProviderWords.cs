namespace RelayPlane.Pacing;

/// <summary>A provider's own reply that ended a key for now, kept so that later calls are told the same without being sent.</summary>
internal sealed record ProviderWords(int Status, string ContentType, byte[] Body, string? RequestId);
