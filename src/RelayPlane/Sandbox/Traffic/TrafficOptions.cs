namespace RelayPlane.Sandbox.Traffic;

/// <summary>How much traffic to make, and where.</summary>
/// <param name="Target">The origin that the calls go to.</param>
/// <param name="CallsPerSecond">The rate at which calls arrive, whether or not earlier ones have ended.</param>
/// <param name="Seed">The same seed draws the same calls.</param>
/// <param name="Key">The key that the calls bring; a placeholder where the gateway has its own.</param>
internal sealed record TrafficOptions(Uri Target, double CallsPerSecond = 8, int Seed = 1, string Key = "sandbox");
