using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// Reads <c>generationConfig</c>. What it says in more words than the neutral form has is kept beside it, so that writing it for Gemini again changes nothing.
/// </summary>
internal static class ConfigReader
{
    public static NeutralRequest Read(NeutralRequest request, JsonElement config, List<RestMember> rest)
    {
        foreach (var member in config.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            var (name, value) = (member.Name, member.Value);
            switch (name)
            {
                case "temperature":
                    request = request with { Temperature = config.Real(name) };
                    break;
                case "topP" or "top_p":
                    request = request with { TopP = config.Real(name) };
                    break;
                case "topK" or "top_k":
                    request = request with { TopK = config.Whole(name) };
                    break;
                case "maxOutputTokens" or "max_output_tokens":
                    request = request with { MaxOutput = config.Whole(name) };
                    break;
                case "seed":
                    request = request with { Seed = config.Whole(name) };
                    break;
                case "frequencyPenalty" or "frequency_penalty":
                    request = request with { FrequencyPenalty = config.Real(name) };
                    break;
                case "presencePenalty" or "presence_penalty":
                    request = request with { PresencePenalty = config.Real(name) };
                    break;
                case "stopSequences" or "stop_sequences":
                    request = request with { Stop = [.. config.Items(name).Select(one => one.ToString())] };
                    break;
                case "thinkingConfig" or "thinking_config":
                    request = request with { Reasoning = Reasoning(value) };
                    rest.Add(Member(name, LossWeight.None, value));
                    break;
                default:
                    rest.Add(Member(name, Weight(name, value), value));
                    break;
            }
        }

        return request with { Format = Format(config) };
    }

    private static ReasoningAsk Reasoning(JsonElement thinking)
    {
        var budget = thinking.Whole("thinkingBudget") ?? thinking.Whole("thinking_budget");
        var effort = Efforts.Read(thinking.AnyText("thinkingLevel", "thinking_level"));
        var show = thinking.Flag("includeThoughts") ?? thinking.Flag("include_thoughts");
        return new ReasoningAsk(effort, budget is >= 0 ? budget : null, budget switch { 0 => false, < 0 => true, _ => null }, show);
    }

    private static OutputFormat? Format(JsonElement config)
    {
        if (config.AnyText("responseMimeType", "response_mime_type") is not "application/json")
        {
            return null;
        }

        var own = config.Any("responseSchema", "response_schema");
        return new OutputFormat(config.Any("responseJsonSchema", "response_json_schema") ?? (own is { } schema ? OpenApiSchema.ToJsonSchema(schema) : null));
    }

    private static LossWeight Weight(string name, JsonElement value) => name switch
    {
        "responseJsonSchema" or "response_json_schema" or "responseSchema" or "response_schema" => LossWeight.None,
        "responseMimeType" or "response_mime_type" => value.ToString() is "application/json" or "text/plain" ? LossWeight.None : LossWeight.Meaning,
        "candidateCount" or "candidate_count" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count <= 1 ? LossWeight.None : LossWeight.Meaning,
        "responseModalities" or "response_modalities" => OnlyText(value) ? LossWeight.None : LossWeight.Meaning,
        "speechConfig" or "speech_config" or "imageConfig" or "image_config" or "responseFormat" or "response_format" => LossWeight.Meaning,
        _ => LossWeight.Hint,
    };

    private static bool OnlyText(JsonElement modalities)
    {
        foreach (var modality in ((JsonElement?)modalities).Items())
        {
            if (!string.Equals(modality.ToString(), "TEXT", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static RestMember Member(string name, LossWeight weight, JsonElement value) => new(GenerateRequestReader.ConfigPrefix + name, weight, value);
}
