using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>auth</c>: what becomes of the clients' own credentials.</summary>
/// <param name="ClientKeys">Whether a client's own provider credential is used.</param>
/// <param name="AnthropicMaxToken">RelayPlane's OAuth token for the models named in <paramref name="UseMaxForModels"/>.</param>
/// <param name="UseMaxForModels">Parts of model names.</param>
internal sealed record AuthConfig(
    ClientKeys ClientKeys = ClientKeys.Prefer, SecretRef? AnthropicMaxToken = null, IReadOnlyList<string>? UseMaxForModels = null);

/// <summary>What becomes of a client's own credential.</summary>
internal enum ClientKeys
{
    /// <summary>Used where the client sends one, else the configured key.</summary>
    [JsonStringEnumMemberName("prefer")]
    Prefer,

    /// <summary>Never used: the configured key is.</summary>
    [JsonStringEnumMemberName("ignore")]
    Ignore,

    /// <summary>A call without one is refused.</summary>
    [JsonStringEnumMemberName("require")]
    Require,
}
