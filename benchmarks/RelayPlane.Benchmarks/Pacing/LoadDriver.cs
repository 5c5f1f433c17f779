using System.Buffers;
using System.Globalization;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Control;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// Sends each call when it is due, whatever became of those before it, as an SDK with its retries off does: announces its timeout, reads the
/// stream to its end, and gives up when nothing came for that long.
/// </summary>
internal sealed class LoadDriver(Uri gateway, Scenario scenario, TimeProvider clock) : IDisposable
{
    private const int MaxTokens = 1024;
    private const int TokensPerEvent = 64;

    // The gateway takes two seconds off what a client announces.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(Arrival.Patience + 2);

    // However a gateway keeps its clients' hope up, a run ends.
    private static readonly TimeSpan Overtime = TimeSpan.FromSeconds(4000);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5), ActivityHeadersPropagator = null });
    private readonly bool _openAI = scenario.Semantics == Semantics.OpenAI;
    private readonly Uri _address = new(gateway, scenario.Semantics == Semantics.OpenAI ? "/v1/chat/completions" : "/v1/messages");
    private int _done;

    public static string ModelOf(Scenario scenario) => scenario.Semantics == Semantics.OpenAI ? "gpt-4o" : "claude-sonnet-4-5";

    public int Done => Volatile.Read(ref _done);

    /// <param name="zero">The clock's timestamp from which arrivals count.</param>
    public async Task<IReadOnlyList<CallResult>> RunAsync(IReadOnlyList<Arrival> arrivals, long zero)
    {
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(arrivals[^1].At) + Overtime, clock);
        var calls = new List<Task<CallResult>>(arrivals.Count);
        foreach (var arrival in arrivals)
        {
            while (arrival.At - Now(zero) is > 0 and var early)
            {
                await Task.Delay(TimeSpan.FromSeconds(early), clock);
            }

            calls.Add(CallAsync(arrival, zero, over.Token));
        }

        return await Task.WhenAll(calls);
    }

    public void Dispose() => _http.Dispose();

    private async Task<CallResult> CallAsync(Arrival arrival, long zero, CancellationToken over)
    {
        var lag = Now(zero) - arrival.At;
        using var waited = new CancellationTokenSource(Timeout, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(waited.Token, over);
        var result = new CallResult(arrival, lag, 0, Ending.Broken, null, null, false, null, null);
        try
        {
            using var request = Request(arrival);
            using var response = await _http.SendAsync(request, patience.Token);
            result = result with
            {
                Status = (int)response.StatusCode,
                IsFinal = Header(response, "x-should-retry") == "false",
                QueueMs = double.TryParse(Header(response, "x-relayplane-queue-ms"), CultureInfo.InvariantCulture, out var queued) ? queued : null,
                Attempts = int.TryParse(Header(response, "x-relayplane-attempts"), out var attempts) ? attempts : null,
            };
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, result, zero, waited, patience.Token)
                : result with { Ending = EndingOf(result.Status), Error = await response.Content.ReadAsStringAsync(patience.Token) };
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return result with { Ending = Ending.Broken, Error = $"{broken.GetType().Name}: {broken.Message}" };
        }
        finally
        {
            Interlocked.Increment(ref _done);
        }
    }

    private async Task<CallResult> ReadAsync(HttpResponseMessage response, CallResult result, long zero, CancellationTokenSource waited, CancellationToken patience)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(patience);
        var scan = new ReplyScan(_openAI);
        var buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
        double? first = null;
        try
        {
            while (await stream.ReadAsync(buffer, patience) is > 0 and var count)
            {
                scan.Read(buffer.AsSpan(0, count));
                first ??= scan.HasContent ? Now(zero) : null;
                waited.CancelAfter(Timeout);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var ending = scan.Error is { } error ? (error.Contains("rate_limit", StringComparison.Ordinal) ? Ending.RateLimited : Ending.Failed)
            : scan.HasEnded ? Ending.Answered
            : Ending.Broken;
        return result with { Ending = ending, FirstContent = first, Error = scan.Error ?? (scan.HasEnded ? null : "the stream stopped before its end") };
    }

    private HttpRequestMessage Request(Arrival arrival)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new Prompt(arrival, ModelOf(scenario), Math.Max(MaxTokens, arrival.Output), _openAI) };
        Add(request, _openAI ? "authorization" : "x-api-key", _openAI ? "Bearer sk-relayplane" : "sk-ant-relayplane");
        Add(request, "x-relayplane-agent", string.Create(CultureInfo.InvariantCulture, $"agent-{arrival.Agent:00}"));
        Add(request, "x-stainless-timeout", Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Add(request, "x-stainless-retry-count", "0");
        Add(request, AttemptLog.CallHeader, CallResult.NameOf(arrival));
        Add(request, BehaviourHeader.Name, string.Create(CultureInfo.InvariantCulture, $"tokens={arrival.Output}; piece={TokensPerEvent}"));
        if (!_openAI)
        {
            Add(request, "anthropic-version", "2023-06-01");
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static Ending EndingOf(int status) => status == 429 ? Ending.RateLimited : status >= 500 ? Ending.Failed : Ending.Refused;

    private double Now(long zero) => clock.GetElapsedTime(zero).TotalSeconds;
}
