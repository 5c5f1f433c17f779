using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>A call for a program, in one line. The keys are a promise: new ones may come, none changes or goes.</summary>
internal static class CallJson
{
    /// <param name="call">The call.</param>
    /// <param name="explained">Whether the arithmetic of each attempt is worked out too.</param>
    public static string Write(CallEntry call, bool explained = false)
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
                AttemptJson.Write(json, call, attempt, explained);
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

    public static void WriteMoney(Utf8JsonWriter json, Money? money)
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
    public static void WriteObject(Utf8JsonWriter json, string name, string? text)
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

    public static void WriteNumber(Utf8JsonWriter json, string name, int? value)
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

    public static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? duration)
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
