using System.Globalization;
using System.Net.Http.Headers;
using RelayPlane.Ledger;

namespace RelayPlane.Admission.Alarms;

/// <summary>Posts alerts. It follows no redirect, so nothing goes to a host that the config does not name.</summary>
internal sealed class Webhook(HttpMessageInvoker http, TimeProvider clock)
{
    public const string SignatureHeader = "x-relayplane-signature";
    public const string TimestampHeader = "x-relayplane-timestamp";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Tries once.</summary>
    /// <returns>Null where it was taken with a 2xx; else why it was not.</returns>
    public async Task<string?> TryAsync(Alert alert, WebhookTarget target, CancellationToken cancel)
    {
        var body = AlertBody.Of(alert);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("user-agent", "relayplane");
        request.Headers.Add(TimestampHeader, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (target.Secret is { } secret)
        {
            request.Headers.Add(SignatureHeader, AlertBody.Signature(secret, body));
        }

        using var patience = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? null : $"{target} answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return $"{target}: {failure.HttpRequestError}";
        }
        catch (OperationCanceledException)
        {
            return patience.IsCancellationRequested ? $"{target} did not answer within {s_patience.TotalSeconds} s" : $"{target} did not answer before the gateway ended";
        }
    }
}
