namespace RelayPlane.Config;

/// <summary>What came of reading a config file.</summary>
/// <param name="Config">The config; the defaults where there are problems.</param>
/// <param name="Problems">All that is wrong, each with its path and line. With any, the file must not be used.</param>
/// <param name="Notices">What the user should know: keys without effect, secrets in clear.</param>
internal sealed record ConfigLoad(GatewayConfig Config, IReadOnlyList<string> Problems, IReadOnlyList<string> Notices);
