namespace RelayPlane.Dashboard.Providers;

/// <summary>What <c>GET /api/providers</c> says: those that are configured, and those that calls have gone to.</summary>
internal sealed record ProvidersAnswer(IReadOnlyList<ProviderLine> Providers);

/// <summary>One provider.</summary>
/// <param name="BaseUrl">Without credentials.</param>
/// <param name="Keys">Those of the config; none where the clients' own are used, or none is needed.</param>
/// <param name="Held">Whether all of it was drained; a key may be held by itself as well.</param>
/// <param name="InFlight">Attempts that have not ended, with whatever key.</param>
/// <param name="State">As well as its best key; null before the first call.</param>
internal sealed record ProviderLine(string Name, string BaseUrl, IReadOnlyList<KeyLine> Keys, bool Keyless, bool Held, int InFlight, string? State);

/// <summary>A key by its label.</summary>
/// <param name="Held">Whether somebody paused this key itself.</param>
internal sealed record KeyLine(string Label, bool Held, int InFlight);
