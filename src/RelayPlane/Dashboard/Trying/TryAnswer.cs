using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Trying;

/// <summary>What <c>POST /api/try</c> takes.</summary>
/// <param name="Api"><c>anthropic</c>, <c>openai</c> or <c>gemini</c>.</param>
internal sealed record TryAsk(string? Api);

/// <summary>What a call to the sandbox came to.</summary>
/// <param name="Call">Its id, by which it is found among the calls.</param>
/// <param name="Text">What the model said, or why not.</param>
internal sealed record TryAnswer(string Call, int Status, string Text, double TotalMs);

/// <summary>Reads and writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TryAsk))]
[JsonSerializable(typeof(TryAnswer))]
internal sealed partial class TryJson : JsonSerializerContext;
