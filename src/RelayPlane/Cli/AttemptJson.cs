using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>One attempt of a call for a program; its keys are promised as those of <see cref="CallJson"/> are.</summary>
internal static class AttemptJson
{
    public static void Write(Utf8JsonWriter json, CallEntry call, AttemptEntry attempt, bool explained)
    {
        json.WriteStartObject();
        json.WriteNumber("number", attempt.Number);
        json.WriteString("at", attempt.At.UtcDateTime);
        json.WriteString("provider", attempt.Provider);
        json.WriteString("model", attempt.Model);
        json.WriteString("model_returned", attempt.ModelReturned);
        json.WriteString("key", attempt.Key);
        json.WriteString("verdict", Words.Of(attempt.Verdict));
        CallJson.WriteNumber(json, "status", attempt.Status);
        json.WriteString("request_id", attempt.RequestId);
        CallJson.WriteMilliseconds(json, "first_byte_ms", attempt.FirstByte);
        CallJson.WriteMilliseconds(json, "total_ms", attempt.Total);
        json.WriteBoolean("partial", attempt.Partial);
        json.WriteString("error", attempt.Error);
        WriteUsage(json, attempt.Usage);
        CallJson.WriteObject(json, "raw_usage", attempt.RawUsage);
        json.WriteString("price_status", PriceStatusOf(call, attempt));
        CallJson.WriteMoney(json, attempt.Paid);
        json.WriteString("price_provider", attempt.Quote?.Provider);
        json.WriteString("price_model", attempt.Quote?.Model);
        CallJson.WriteObject(json, "basis", attempt.Quote?.Basis);
        if (explained)
        {
            WriteArithmetic(json, attempt);
        }

        json.WriteEndObject();
    }

    private static void WriteArithmetic(Utf8JsonWriter json, AttemptEntry attempt)
    {
        if (CallArithmetic.Of(attempt.Usage ?? default, attempt.Quote?.Basis) is not { } sum)
        {
            json.WriteNull("arithmetic");
            return;
        }

        json.WriteStartObject("arithmetic");
        json.WriteStartArray("terms");
        foreach (var term in sum.Terms)
        {
            json.WriteStartObject();
            json.WriteNumber("count", term.Count);
            json.WriteString("of", term.Of);
            json.WriteNumber("rate_usd", term.Rate);
            json.WriteNumber("per", term.Per);
            json.WriteNumber("usd", term.Usd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("times");
        foreach (var (cause, times) in sum.Times)
        {
            json.WriteNumber(cause, times);
        }

        json.WriteEndObject();
        json.WriteNumber("exact_usd", sum.Exact);
        json.WriteNumber("cost_nano", sum.Total.NanoUsd);
        json.WriteBoolean("matches", attempt.Paid == sum.Total);
        json.WriteEndObject();
    }

    private static string? PriceStatusOf(CallEntry call, AttemptEntry attempt) => attempt.Quote?.Status switch
    {
        PriceStatus.Priced => "priced",
        PriceStatus.Estimated => "estimated",
        PriceStatus.Unpriced => "unpriced",
        _ when attempt.Cost is not null => "priced",
        _ => Words.IsRun(call, attempt) ? "unpriced" : null,
    };

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage? usage)
    {
        if (usage is not { } known)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", known.Input);
        json.WriteNumber("cache_read_tokens", known.CacheRead);
        json.WriteNumber("cache_write_5m_tokens", known.CacheWrite5m);
        json.WriteNumber("cache_write_1h_tokens", known.CacheWrite1h);
        json.WriteNumber("output_tokens", known.Output);
        json.WriteNumber("reasoning_tokens", known.Reasoning);
        json.WriteNumber("input_audio_tokens", known.InputAudio);
        json.WriteNumber("cache_read_audio_tokens", known.CacheReadAudio);
        json.WriteNumber("output_audio_tokens", known.OutputAudio);
        json.WriteNumber("web_searches", known.WebSearches);
        json.WriteEndObject();
    }
}
