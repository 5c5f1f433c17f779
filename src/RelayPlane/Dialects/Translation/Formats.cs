using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Translation;

/// <summary>Every wire format that calls can come in or go up in.</summary>
internal static class Formats
{
    private static readonly Dictionary<WireFormat, ClientFormat> s_clients = [];

    private static readonly Dictionary<WireFormat, TargetFormat> s_targets = [];

    /// <summary>Null for a format that no client speaks.</summary>
    public static ClientFormat? Client(WireFormat format) => s_clients.GetValueOrDefault(format);

    public static TargetFormat Target(WireFormat format) => s_targets[format];
}
