using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads the body of a <c>:generateContent</c> or <c>:streamGenerateContent</c> call.</summary>
internal static class GenerateRequestReader
{
    /// <summary>The path of what stands in <c>generationConfig</c>.</summary>
    public const string ConfigPrefix = "generationConfig.";

    public static OrRefusal<NeutralRequest> Read(JsonElement body, RequestHead head)
    {
        if (body.Get("contents") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object } contents)
        {
            return new Refusal(RefusalKind.InvalidRequest, "\"contents\" must be a list of contents.", "contents");
        }

        var rest = new List<RestMember>();
        var request = new NeutralRequest
        {
            From = WireFormat.Generate,
            Model = head.Model ?? body.Text("model") ?? string.Empty,
            Stream = head.Stream,
            Turns = [.. ContentsReader.System(body.Any("systemInstruction", "system_instruction")), .. ContentsReader.Contents(contents)],
        };
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                request = Take(request, member, rest);
            }
        }

        return request with { Rest = rest };
    }

    private static NeutralRequest Take(NeutralRequest request, JsonProperty member, List<RestMember> rest)
    {
        var (name, value) = (member.Name, member.Value);
        switch (name)
        {
            case "contents" or "systemInstruction" or "system_instruction" or "model":
                return request;
            case "generationConfig" or "generation_config":
                return value.ValueKind == JsonValueKind.Object ? ConfigReader.Read(request, value, rest) : request;
            case "serviceTier" or "service_tier":
                rest.Add(new RestMember(name, LossWeight.None, value));
                return request with { ServiceTier = value.ToString().ToLowerInvariant() };
            case "tools":
                rest.Add(new RestMember(name, LossWeight.None, value));
                return request with { Tools = ToolsReader.Tools(value) };
            case "toolConfig" or "tool_config":
                rest.Add(new RestMember(name, LossWeight.None, value));
                return request with { ToolChoice = ToolsReader.Choice(value) };
            case "labels":
                rest.Add(new RestMember(name, LossWeight.None, value));
                return request with { Metadata = value };
            case "cachedContent" or "cached_content":
                rest.Add(new RestMember(name, LossWeight.State, value));
                return request;
            default:
                rest.Add(new RestMember(name, LossWeight.Hint, value));
                return request;
        }
    }
}
