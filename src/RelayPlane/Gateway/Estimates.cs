using System.Buffers;
using System.Text.Json;
using RelayPlane.Admission;
using RelayPlane.Admission.Budgets;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary><c>POST /v1/estimate</c>: what a call would use and cost, by the same figures that admit it. Nothing is sent, and nothing is recorded.</summary>
internal sealed class Estimates(PriceBook prices, Calibration calibration, SizeLimits sizes, BudgetGate budgets, BodyBudget bodies, TimeProvider clock)
{
    public const string Path = "/v1/estimate";

    public static bool Are(HttpRequest request) => request.Path.Equals(Path, StringComparison.Ordinal);

    public async Task AnswerAsync(HttpContext http, Runtime rooms)
    {
        var notes = new CallNotes(http, clock);
        using var share = bodies.Open();
        var body = await BodyReading.ReadAsync(http.Request, share, decode: true, http.RequestAborted);
        try
        {
            if (!Ask(http.Request, body, rooms, notes).TryGet(out var asking, out var refusal))
            {
                await Refusals.SendAsync(http, refusal, notes);
                return;
            }

            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(Write(asking), http.RequestAborted);
        }
        finally
        {
            if (body.Rented is { } rented)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>As the road would have it before it asks for admission.</summary>
    private static OrRefusal<Asking> Ask(HttpRequest request, BodyRead body, Runtime rooms, CallNotes notes)
    {
        if (body.Refusal is { } unread)
        {
            return unread;
        }

        var query = QueryKey.TakeFrom(request.QueryString.Value ?? string.Empty);
        if (!rooms.Doorman.Recognise(Presented.In(request.Headers, query.Key)).TryGet(out var caller, out var refusal)
            || !EstimateShape.Of(body.Plain.Span, request.Headers[EstimateShape.Header].ToString(), request.Headers.ContainsKey("anthropic-version")).TryGet(out var shape, out refusal)
            || !RequestScan.Scan(body.Plain.Span, shape.Endpoint).TryGet(out var facts, out refusal))
        {
            return refusal;
        }

        if (shape.Api == Api.Gemini)
        {
            // In Google's own calls the path names it.
            facts = facts with { Model = JsonText.OrNull(JsonText.Member(body.Plain.Span, "model"u8))?.Replace("models/", string.Empty, StringComparison.Ordinal) };
            if (facts.Model is null)
            {
                return new Refusal(RefusalKind.InvalidRequest, "The body names no model: add \"model\", which the path of a call to Google would name.", "model");
            }
        }

        var call = new Call(notes.Id, notes.At, shape.Api, shape.Endpoint, request.Method, Path, string.Empty, request.Headers, body.Plain, null, facts, caller.Credential);
        notes.Note(new CallRead(call, shape.Api, shape.Endpoint, facts, caller.Name, body.Bytes.Length, null), rooms.Agents);
        return rooms.Router.Plan(call, notes.Caller).TryGet(out var plan, out refusal)
            ? new Asking(call, notes.Who, plan, model => rooms.Router.Plan(call, notes.Caller, model))
            : refusal;
    }

    private byte[] Write(Asking asking)
    {
        var fits = sizes.Foresee(asking).TryGet(out var fitted, out var refusal);
        var judged = fitted ?? asking;
        var target = judged.Plan.Targets[0];
        var input = calibration.Expected(target, judged.Call.Facts.PromptTokens);
        var list = prices.List(target.Provider.Name, target.Model, judged.Call.At, input);
        var worst = WorstCase.Of(judged.Call, judged.Plan.Reach, judged.Classes, prices, calibration);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", target.Model);
            json.WriteString("provider", target.Provider.Name);
            json.WriteString("endpoint", WireNames.Of(judged.Call.Endpoint));
            json.WriteNumber("input_tokens", input);
            json.WriteNumber("worst_input_tokens", worst.Input);
            json.WriteNumber("max_output_tokens", worst.Output);
            json.WriteBoolean("estimated", true);
            json.WriteString("status", list is null ? "unpriced" : "estimated");
            json.WriteStartObject("cost_usd");
            Usd(json, "input", list?.Rates.Cost(new TokenUsage(input, 0, 0, 0, 0, 0)));
            Usd(json, "worst_case", worst.Cost);
            json.WriteEndObject();
            json.WriteStartObject("limits");
            json.WriteBoolean("fits", fits);
            json.WriteString("message", refusal?.Message ?? (judged.Says.Count > 0 ? judged.Says[^1].Value : null));
            json.WriteEndObject();
            json.WriteStartObject("budget");
            json.WriteBoolean("fits", budgets.WouldFit(judged));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Usd(Utf8JsonWriter json, string name, Money? cost)
    {
        if (cost is { } known)
        {
            json.WriteNumber(name, known.Usd);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
