using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Responses;

/// <summary>The <c>response</c> object around the output, with every member that the official SDKs' types have.</summary>
internal sealed class ReplyEnvelope(ReplyContext context)
{
    private static readonly JsonEncodedText[] s_unsaid =
    [
        JsonEncodedText.Encode("previous_response_id"), JsonEncodedText.Encode("prompt_cache_key"), JsonEncodedText.Encode("safety_identifier"),
        JsonEncodedText.Encode("temperature"), JsonEncodedText.Encode("top_p"), JsonEncodedText.Encode("user"),
    ];

    /// <summary>How the ids begin that the gateway gives to answers of providers which give none of this kind.</summary>
    public const string Minted = "resp_rp_";

    public string Id { get; set; } = Minted + context.Id;

    public string Model { get; set; } = context.Model;

    /// <param name="status"><c>in_progress completed incomplete failed</c>.</param>
    /// <param name="incomplete">Why it is not complete.</param>
    public void Write(Utf8JsonWriter json, string status, List<byte[]> output, TokenUsage? usage, string? incomplete = null, ProviderError? error = null)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, context.At.ToUnixTimeSeconds());
        json.WriteString("status"u8, status);
        json.WriteBoolean("background"u8, false);
        Error(json, error);
        Incomplete(json, incomplete);
        json.WriteNull("instructions"u8);
        json.WriteNull("max_output_tokens"u8);
        json.WriteNull("max_tool_calls"u8);
        json.WriteString("model"u8, Model);
        json.WriteStartArray("output"u8);
        foreach (var item in output)
        {
            json.WriteRawValue(item, skipInputValidation: true);
        }

        json.WriteEndArray();

        // Nobody can read what was asked any more; these are the values of a call that sets nothing.
        json.WriteBoolean("parallel_tool_calls"u8, true);
        foreach (var name in s_unsaid)
        {
            json.WriteNull(name);
        }

        json.WritePropertyName("reasoning"u8);
        json.WriteRawValue("""{"effort":null,"summary":null}"""u8, skipInputValidation: true);
        json.WriteString("service_tier"u8, "default"u8);
        json.WriteBoolean("store"u8, false);
        json.WritePropertyName("text"u8);
        json.WriteRawValue("""{"format":{"type":"text"}}"""u8, skipInputValidation: true);
        json.WriteString("tool_choice"u8, "auto"u8);
        json.WriteStartArray("tools"u8);
        json.WriteEndArray();
        json.WriteNumber("top_logprobs"u8, 0);
        json.WriteString("truncation"u8, "disabled"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        Usage(json, status == "in_progress" ? null : usage ?? default);
        json.WriteEndObject();
    }

    private void Error(Utf8JsonWriter json, ProviderError? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, ReplyErrors.Code(error));
        json.WriteString("message"u8, ProviderErrorBody.Message(WireFormat.Responses, error, context));
        json.WriteEndObject();
    }

    private static void Incomplete(Utf8JsonWriter json, string? reason)
    {
        if (reason is null)
        {
            json.WriteNull("incomplete_details"u8);
            return;
        }

        json.WriteStartObject("incomplete_details"u8);
        json.WriteString("reason"u8, reason);
        json.WriteEndObject();
    }

    /// <summary>Both details are always there, as whole numbers: Codex refuses a response without them (bug B48).</summary>
    private static void Usage(Utf8JsonWriter json, TokenUsage? used)
    {
        if (used is not { } usage)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.TotalInput);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, usage.CacheRead);
        if (usage.CacheWrite5m + usage.CacheWrite1h is > 0 and var written)
        {
            json.WriteNumber("cache_write_tokens"u8, written);
        }

        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, usage.Output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, usage.Reasoning);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, usage.TotalInput + usage.Output);
        json.WriteEndObject();
    }
}
