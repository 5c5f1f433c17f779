namespace RelayPlane.Config;

/// <summary><c>server</c>: where the gateway listens, and which foreign pages and host names it answers.</summary>
/// <param name="Port">0 takes any free port.</param>
/// <param name="Host">The address to bind; anything but loopback needs <c>clients</c> or <c>--insecure</c>.</param>
/// <param name="AllowedOrigins">Origins of pages that may call, beside our own: <c>https://app.example</c>.</param>
/// <param name="AllowedHosts">Further names in <c>Host</c> that are ours, for a gateway behind another name.</param>
internal sealed record ServerConfig(
    int Port = ServerConfig.DefaultPort,
    string Host = "127.0.0.1",
    IReadOnlyList<string>? AllowedOrigins = null,
    IReadOnlyList<string>? AllowedHosts = null)
{
    public const int DefaultPort = 4100;

    public string Host { get; init; } = Host ?? "127.0.0.1";

    public IReadOnlyList<string> AllowedOrigins { get; init; } = AllowedOrigins ?? [];

    public IReadOnlyList<string> AllowedHosts { get; init; } = AllowedHosts ?? [];
}
