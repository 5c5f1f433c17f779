using System.Text.Json.Serialization;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dashboard.Spend;

namespace RelayPlane.Dashboard.Live;

/// <summary>The data of the event <c>calls</c>: calls that were written since.</summary>
/// <param name="Calls">The newest of them, the newest first.</param>
/// <param name="More">How many others there are.</param>
internal sealed record EventCalls(IReadOnlyList<CallRow> Calls, long More);

/// <summary>The data of the event <c>gateway</c>.</summary>
/// <param name="Open">Calls under way.</param>
/// <param name="Waiting">Those of them that wait in a queue.</param>
/// <param name="Calls">Since the start.</param>
/// <param name="Failed">Of these.</param>
/// <param name="Status"><c>ok</c> or <c>degraded</c>.</param>
/// <param name="Reason">Why it is degraded.</param>
internal sealed record EventGateway(long Open, long Waiting, long Calls, long Failed, string Status, string? Reason)
{
    public static EventGateway Of(GatewayState state) => new(state.Open, state.Waiting, state.Calls, state.Failed, state.Status, state.Reason);
}

/// <summary>The data of the event <c>config</c>: the file was read anew.</summary>
internal sealed record EventConfig(string Hash);

/// <summary>Writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventCalls))]
[JsonSerializable(typeof(EventGateway))]
[JsonSerializable(typeof(EventConfig))]
internal sealed partial class LiveJson : JsonSerializerContext;
