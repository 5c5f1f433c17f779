using System.Text.Json.Serialization;

namespace RelayPlane.Sandbox.Control;

/// <summary>Source-generated JSON of the control endpoints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true)]
[JsonSerializable(typeof(Behaviour))]
[JsonSerializable(typeof(SandboxStats))]
[JsonSerializable(typeof(IReadOnlyList<SeenRequest>))]
internal sealed partial class SandboxJson : JsonSerializerContext;
