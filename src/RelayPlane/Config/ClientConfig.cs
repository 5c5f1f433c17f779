namespace RelayPlane.Config;

/// <summary>One of <c>clients</c>: who may call, by a key of the gateway's own. With any, every call needs one.</summary>
/// <param name="Name">The name in the ledger.</param>
/// <param name="Key">The key the client presents.</param>
/// <param name="Limits">Caps on the size of its calls.</param>
internal sealed record ClientConfig(string? Name = null, SecretRef? Key = null, LimitsConfig? Limits = null);
