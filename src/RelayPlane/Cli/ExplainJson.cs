using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>For a program: how a call comes by its model.</summary>
internal static class ExplainJson
{
    public static string Of(Explained explained) => Write(json =>
    {
        var (trace, score) = (explained.Trace, explained.Score);
        json.WriteString("endpoint", explained.Endpoint);
        json.WriteString("asked", trace.Asked);
        json.WriteString("means", trace.Meant.Target is { } meant ? $"{meant.Provider.Name}/{meant.Model}" : null);
        json.WriteString("means_reason", trace.Meant.Target is null ? trace.Meant.Refusal?.Message : trace.Meant.Reason);
        json.WriteBoolean("bypassed", trace.IsBypassed);
        json.WriteStartArray("routes");
        foreach (var route in trace.Routes)
        {
            json.WriteStartObject();
            json.WriteString("name", route.Route);
            json.WriteBoolean("taken", route.Failed is null);
            json.WriteString("failed", route.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (score is not null)
        {
            Score(json, score);
        }

        var planned = trace.Plan.TryGet(out var plan, out var refusal);
        json.WriteString("refused", planned ? null : refusal!.Message);
        if (planned)
        {
            Planned(json, trace, plan!);
            json.WriteString("waits", explained.Waits);
        }
    });

    /// <param name="score">Null where what moved its score cannot be told.</param>
    public static string Of(CallEntry call, MadeScore? score) => Write(json =>
    {
        json.WriteString("id", call.Id);
        json.WriteString("asked", call.ModelRequested);
        json.WriteString("reason", call.Reason);
        json.WriteString("route", call.Route);
        json.WriteString("plan", call.Plan);
        if (call.Decision is { } decision)
        {
            json.WriteStartObject("decision");
            json.WriteString("tier", decision.Tier);
            json.WriteBoolean("acted", decision.Acted);
            json.WriteString("chosen", decision.Chosen);
            json.WriteString("asked", decision.Asked);
            json.WriteString("reason", decision.Reason);
            json.WriteString("kept", decision.Kept);
            json.WriteString("classifier", decision.Classifier);
            json.WriteString("rules", decision.Rules);
            json.WriteBoolean("pinned", decision.Pinned);
            Heads(json, decision.Simple, decision.Moderate, decision.Complex);
            if (score is not null)
            {
                Reasons(json, score.Reasons);
            }

            json.WriteEndObject();
        }
    });

    private static void Score(Utf8JsonWriter json, CallScore score)
    {
        json.WriteStartObject("score");
        Heads(json, score.Look.Heads.Simple, score.Look.Heads.Moderate, score.Look.Heads.Complex);
        json.WriteString("rules", score.Look.Rules.ToString().ToLowerInvariant());
        Reasons(json, score.Reasons);
        json.WriteEndObject();
    }

    private static void Planned(Utf8JsonWriter json, RouteTrace trace, Plan plan)
    {
        if (plan.Decision is { } decision)
        {
            json.WriteStartObject("decision");
            json.WriteString("tier", decision.Tier.ToString().ToLowerInvariant());
            json.WriteBoolean("acts", decision.Acts);
            json.WriteString("chosen", ExplainText.Text(decision.Chosen));
            json.WriteString("asked", decision.Asked is { } asked ? ExplainText.Text(asked) : null);
            json.WriteString("reason", decision.Reason);
            json.WriteString("kept", decision.Kept);
            json.WriteNumber("lambda", decision.Lambda);
            json.WriteEndObject();
        }

        json.WriteStartArray("plan");
        foreach (var target in plan.Targets)
        {
            json.WriteStringValue($"{target.Provider.Name}/{target.Model}");
        }

        json.WriteEndArray();
        json.WriteString("reason", plan.Reason);
        json.WriteString("route", plan.Route);
        json.WriteStartObject("headers");
        foreach (var (name, value) in ExplainHeaders.Of(trace, plan))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void Reasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("name", reason.Name);
            json.WriteNumber("weight", double.IsFinite(reason.Weight) ? reason.Weight : 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Heads(Utf8JsonWriter json, float simple, float moderate, float complex)
    {
        json.WriteNumber("q_simple", simple);
        json.WriteNumber("q_moderate", moderate);
        json.WriteNumber("q_complex", complex);
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
