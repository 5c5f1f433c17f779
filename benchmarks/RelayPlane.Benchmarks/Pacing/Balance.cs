using System.Text.Json;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// What the gateway still holds once every call has ended: reservations, calls under way, calls that wait. All of it should be nothing.
/// Asked of <c>/api/limits</c>; null where the gateway does not tell.
/// </summary>
internal static class Balance
{
    private static readonly string[] Held = ["unsettled", "inFlight", "waiting"];

    public static async Task<double?> ReadAsync(Uri gateway)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            // A client has its last byte a moment before the gateway has closed the books on it.
            var held = await AskAsync(http);
            for (var again = 0; again < 20 && held > 0; again++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                held = await AskAsync(http);
            }

            return held;
        }
        catch (Exception broken) when (broken is HttpRequestException or JsonException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<double?> AskAsync(HttpClient http)
    {
        using var response = await http.GetAsync("/api/limits");
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return response.IsSuccessStatusCode ? Sum(json.RootElement) : null;
    }

    private static double? Sum(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => Add(element.EnumerateArray().Select(Sum)),
        JsonValueKind.Object => Add(element.EnumerateObject().Select(member =>
            member.Value.ValueKind == JsonValueKind.Number && Held.Contains(member.Name) ? Math.Abs(member.Value.GetDouble()) : Sum(member.Value))),
        _ => null,
    };

    private static double? Add(IEnumerable<double?> parts) => parts.Aggregate((double?)null, (sum, part) => part is { } value ? (sum ?? 0) + value : sum);
}
