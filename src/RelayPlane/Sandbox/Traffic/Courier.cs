using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Traffic;

/// <summary>Makes one call and reads its reply, as a client of its API would.</summary>
internal sealed class Courier(TrafficOptions options, HttpMessageInvoker http, TimeProvider clock)
{
    public async Task<FinishedCall> SendAsync(Errand errand)
    {
        var start = clock.GetTimestamp();
        using var patience = new CancellationTokenSource(errand.HangUpAfter ?? Timeout.InfiniteTimeSpan, clock);
        using var request = Request(errand);
        var status = 0;
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            status = (int)response.StatusCode;
            var reply = await response.Content.ReadAsByteArrayAsync(patience.Token);
            var tokens = ReportedTokens.In(reply);
            return Finish(errand, status, status < 400 ? Ending.Answered : Ending.Refused, start, tokens);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Finish(errand, status, Ending.HungUp, start, default);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Finish(errand, status, Ending.Broken, start, default);
        }
    }

    private FinishedCall Finish(Errand errand, int status, Ending ended, long start, (long Input, long Output) tokens) =>
        new(errand.Api, errand.Model, errand.Kind, status, ended, clock.GetElapsedTime(start).TotalMilliseconds, tokens.Input, tokens.Output);

    private HttpRequestMessage Request(Errand errand)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Target, errand.Path))
        {
            Content = new StringContent(errand.Body, Encoding.UTF8, "application/json"),
        };
        switch (errand.Api)
        {
            case Api.Anthropic:
                request.Headers.Add("x-api-key", options.Key);
                request.Headers.Add("anthropic-version", "2023-06-01");
                break;
            case Api.Gemini:
                request.Headers.Add("x-goog-api-key", options.Key);
                break;
            default:
                request.Headers.Add("authorization", "Bearer " + options.Key);
                break;
        }

        request.Headers.Add("x-relayplane-agent", errand.Part.Agent);
        request.Headers.Add("x-relayplane-session", errand.Part.Session);
        if (errand.Part.Parent is { } parent)
        {
            request.Headers.Add("x-claude-code-parent-agent-id", parent);
        }

        return request;
    }
}
