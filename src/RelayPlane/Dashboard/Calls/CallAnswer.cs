using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Calls;

/// <summary>
/// What <c>GET /api/calls/{id}</c> says, and <c>relayplane call</c> and <c>tail</c> print with <c>--json</c>. The keys are a promise: new ones may come, none changes or goes.
/// </summary>
internal sealed record CallAnswer
{
    private static readonly JsonTypeInfo<CallAnswer> s_plain = Plain();

    public required string Id { get; init; }

    public required DateTime At { get; init; }

    public required string Api { get; init; }

    public required string Endpoint { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required bool Stream { get; init; }

    public required string? Client { get; init; }

    public required string? Agent { get; init; }

    public required string? ParentAgent { get; init; }

    public required string? Session { get; init; }

    public required JsonElement? Tags { get; init; }

    public required string? ModelRequested { get; init; }

    /// <summary>Of the attempt that the reply came from; null where nothing was sent.</summary>
    public required string? Model { get; init; }

    public required string? Provider { get; init; }

    public required string? Plan { get; init; }

    public required string? Route { get; init; }

    public required string? Reason { get; init; }

    public required int? Status { get; init; }

    /// <summary><c>answered</c>, <c>refused</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Outcome { get; init; }

    public required string? Error { get; init; }

    public required double QueueMs { get; init; }

    public required string? WaitedFor { get; init; }

    public required double? FirstByteMs { get; init; }

    public required double TotalMs { get; init; }

    public required long BytesIn { get; init; }

    public required long BytesOut { get; init; }

    public required string? Dropped { get; init; }

    public required string? Budget { get; init; }

    /// <summary>Null for calls that generate nothing, and those from before it was kept.</summary>
    public required CallDecision? Decision { get; init; }

    public required decimal? CostUsd { get; init; }

    public required long? CostNano { get; init; }

    public required int Unpriced { get; init; }

    public required bool Estimated { get; init; }

    public required IReadOnlyList<AttemptAnswer> Attempts { get; init; }

    /// <param name="label">Whether its answer was good; null where nobody has said, or it does not matter.</param>
    public static CallAnswer Of(CallEntry call, bool? label = null)
    {
        var cost = CallCost.Of(call);
        var given = call.Given;
        return new()
        {
            Id = call.Id,
            At = call.At.UtcDateTime,
            Api = call.Api,
            Endpoint = call.Endpoint,
            Method = call.Method,
            Path = call.Path,
            Stream = call.Stream,
            Client = call.Client,
            Agent = call.Agent,
            ParentAgent = call.ParentAgent,
            Session = call.Session,
            Tags = StoredJson.Read(call.Tags),
            ModelRequested = call.ModelRequested,
            Model = given?.Model,
            Provider = given?.Provider,
            Plan = call.Plan,
            Route = call.Route,
            Reason = call.Reason,
            Status = call.Status,
            Outcome = Words.Of(call.Outcome),
            Error = call.Error,
            QueueMs = TallyAnswer.Milliseconds(call.Queue),
            WaitedFor = call.WaitedFor,
            FirstByteMs = TallyAnswer.Milliseconds(call.FirstByte),
            TotalMs = TallyAnswer.Milliseconds(call.Total),
            BytesIn = call.BytesIn,
            BytesOut = call.BytesOut,
            Dropped = call.Dropped,
            Budget = call.Budget,
            Decision = call.Decision is { } decision ? CallDecision.Of(decision, label) : null,
            CostUsd = cost.Known?.Usd,
            CostNano = cost.Known?.NanoUsd,
            Unpriced = cost.Unpriced,
            Estimated = cost.Estimated,
            Attempts = [.. call.Attempts.Select(attempt => AttemptAnswer.Of(call, attempt))],
        };
    }

    /// <summary>In one line.</summary>
    /// <param name="explained">Whether the arithmetic of each attempt is written too.</param>
    public string Write(bool explained) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(this, explained ? CallsJson.Default.CallAnswer : s_plain));

    private static JsonTypeInfo<CallAnswer> Plain()
    {
        var options = new JsonSerializerOptions(CallsJson.Default.Options) { TypeInfoResolver = CallsJson.Default.WithAddedModifier(LeaveOutArithmetic) };
        return (JsonTypeInfo<CallAnswer>)options.GetTypeInfo(typeof(CallAnswer));
    }

    private static void LeaveOutArithmetic(JsonTypeInfo type)
    {
        if (type.Type == typeof(AttemptAnswer))
        {
            type.Properties.Single(property => property.Name == "arithmetic").ShouldSerialize = (_, _) => false;
        }
    }
}
