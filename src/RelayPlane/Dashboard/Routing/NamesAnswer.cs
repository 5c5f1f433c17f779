using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Routing;

/// <summary>Answer to <c>GET /api/routing/names</c>: every name that stands for a model, and what it means now.</summary>
internal sealed record NamesAnswer(IReadOnlyList<NameRow> Names);

/// <summary>One name that stands for a model.</summary>
/// <param name="Kind"><c>built_in</c>, <c>alias</c>, <c>override</c> or <c>tier</c>.</param>
/// <param name="Written">As written in the config; null where nothing is.</param>
/// <param name="Means">As <c>provider/model</c>; null where it means nothing, or not the same to everybody.</param>
/// <param name="Why">Why it means that, or why nothing, in a sentence.</param>
internal sealed record NameRow(string Name, string Kind, string? Written, string? Means, string Why);

/// <summary>Writes names without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NamesAnswer))]
internal sealed partial class NamesJson : JsonSerializerContext;
