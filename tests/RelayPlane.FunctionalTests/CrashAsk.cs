using System.Collections.Concurrent;
using System.Text;

namespace RelayPlane.FunctionalTests;

/// <summary>Something that a client asks while the gateway may be killed, and how it knows that the answer has ended.</summary>
/// <param name="Path">Where it is asked.</param>
/// <param name="Body">The request, as JSON.</param>
/// <param name="Last">What stands in a stream's last event; null for an answer that is no stream.</param>
internal sealed record CrashAsk(string Path, string Body, string? Last)
{
    /// <summary>Notes the call's id once its end was seen, whatever comes after.</summary>
    public async Task SendAsync(HttpClient http, ConcurrentDictionary<string, CrashAsk> seen, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = new StringContent(Body, null, "application/json") };
        using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var id = reply.Headers.GetValues("x-relayplane-call-id").Single();
        using var stream = await reply.Content.ReadAsStreamAsync(cancel);
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        for (var read = await stream.ReadAsync(buffer, cancel); read > 0; read = await stream.ReadAsync(buffer, cancel))
        {
            all.Write(buffer.AsSpan(0, read));
            if (Last is not null && HasEnded(Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length)))
            {
                seen.TryAdd(id, this);
            }
        }

        if (Last is null)
        {
            seen.TryAdd(id, this);
        }
    }

    /// <summary>An event has come when its blank line has.</summary>
    private bool HasEnded(string text) =>
        text.LastIndexOf(Last!, StringComparison.Ordinal) is >= 0 and var at
        && text[at..].ReplaceLineEndings("\n").Contains("\n\n", StringComparison.Ordinal);
}
