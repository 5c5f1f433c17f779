using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Reads and writes settings without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(ConfigAsk))]
[JsonSerializable(typeof(UndoAsk))]
[JsonSerializable(typeof(ConfigEditAnswer))]
[JsonSerializable(typeof(PricesAnswer))]
[JsonSerializable(typeof(StorageAnswer))]
internal sealed partial class SettingsJson : JsonSerializerContext;
