using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>Whose API a client speaks. It decides the home provider of the call and the shape of our own errors.</summary>
internal enum Api
{
    [JsonStringEnumMemberName("openai")]
    OpenAI,

    [JsonStringEnumMemberName("anthropic")]
    Anthropic,

    [JsonStringEnumMemberName("gemini")]
    Gemini,
}
