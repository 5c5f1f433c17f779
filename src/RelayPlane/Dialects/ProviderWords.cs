using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>A provider's own reply that ended a key for now, kept so that later calls are told the same without being sent.</summary>
/// <param name="Api">The API in whose shape it is.</param>
internal sealed record ProviderWords(Api Api, int Status, string ContentType, byte[] Body, string? RequestId);
