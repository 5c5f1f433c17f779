using System.Text.Json.Serialization;

namespace RelayPlane.Ledger;

/// <summary>How entries stand in the journal: JSON, so that one version reads what another wrote.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CallEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
