using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>A call for a program, in one line. The keys are a promise: new ones may come, none changes or goes.</summary>
internal static class CallJson
{
    public static string Write(CallEntry call)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", call.Id);
            json.WriteString("at", call.At.UtcDateTime);
            WriteWho(json, call);
            WriteCourse(json, call);
            var cost = CallCost.Of(call);
            WriteMoney(json, cost.Known);
            json.WriteNumber("unpriced", cost.Unpriced);
            json.WriteBoolean("estimated", cost.Estimated);
            json.WriteStartArray("attempts");
            foreach (var attempt in call.Attempts)
            {
                WriteAttempt(json, call, attempt);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteWho(Utf8JsonWriter json, CallEntry call)
    {
        json.WriteString("api", call.Api);
        json.WriteString("endpoint", call.Endpoint);
        json.WriteString("method", call.Method);
        json.WriteString("path", call.Path);
        json.WriteBoolean("stream", call.Stream);
        json.WriteString("client", call.Client);
        json.WriteString("agent", call.Agent);
        json.WriteString("parent_agent", call.ParentAgent);
        json.WriteString("session", call.Session);
        WriteObject(json, "tags", call.Tags);
    }

    private static void WriteCourse(Utf8JsonWriter json, CallEntry call)
    {
        json.WriteString("model_requested", call.ModelRequested);
        json.WriteString("model", call.Attempts is [.., var last] ? last.Model : null);
        json.WriteString("provider", call.Attempts is [.., var final] ? final.Provider : null);
        json.WriteString("plan", call.Plan);
        json.WriteString("route", call.Route);
        json.WriteString("reason", call.Reason);
        WriteNumber(json, "status", call.Status);
        json.WriteString("outcome", Words.Of(call.Outcome));
        json.WriteString("error", call.Error);
        WriteMilliseconds(json, "queue_ms", call.Queue);
        json.WriteString("waited_for", call.WaitedFor);
        WriteMilliseconds(json, "first_byte_ms", call.FirstByte);
        WriteMilliseconds(json, "total_ms", call.Total);
        json.WriteNumber("bytes_in", call.BytesIn);
        json.WriteNumber("bytes_out", call.BytesOut);
        json.WriteString("dropped", call.Dropped);
        json.WriteString("budget", call.Budget);
    }

    private static void WriteAttempt(Utf8JsonWriter json, CallEntry call, AttemptEntry attempt)
    {
        json.WriteStartObject();
        json.WriteNumber("number", attempt.Number);
        json.WriteString("at", attempt.At.UtcDateTime);
        json.WriteString("provider", attempt.Provider);
        json.WriteString("model", attempt.Model);
        json.WriteString("model_returned", attempt.ModelReturned);
        json.WriteString("key", attempt.Key);
        json.WriteString("verdict", Words.Of(attempt.Verdict));
        WriteNumber(json, "status", attempt.Status);
        json.WriteString("request_id", attempt.RequestId);
        WriteMilliseconds(json, "first_byte_ms", attempt.FirstByte);
        WriteMilliseconds(json, "total_ms", attempt.Total);
        json.WriteBoolean("partial", attempt.Partial);
        json.WriteString("error", attempt.Error);
        WriteUsage(json, attempt.Usage);
        WriteObject(json, "raw_usage", attempt.RawUsage);
        json.WriteString("price_status", PriceStatusOf(call, attempt));
        WriteMoney(json, CallCost.Cost(attempt));
        json.WriteString("price_provider", attempt.Quote?.Provider);
        json.WriteString("price_model", attempt.Quote?.Model);
        WriteObject(json, "basis", attempt.Quote?.Basis);
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

    private static void WriteMoney(Utf8JsonWriter json, Money? money)
    {
        if (money is { } known)
        {
            json.WriteNumber("cost_usd", known.Usd);
            json.WriteNumber("cost_nano", known.NanoUsd);
            return;
        }

        json.WriteNull("cost_usd");
        json.WriteNull("cost_nano");
    }

    /// <summary>JSON that was stored as text, or null; what is none is written as the text it is.</summary>
    private static void WriteObject(Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            parsed.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            json.WriteNumber(name, Math.Round(known.TotalMilliseconds, 1));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
