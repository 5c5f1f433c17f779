namespace RelayPlane.Upstream;

/// <summary>A provider's answer, opened as far as its headers and not yet committed to. Disposing it lets the connection go; a body that was not read to its end cancels the generation.</summary>
internal sealed class UpstreamReply(HttpResponseMessage response, Outgoing sent) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public int Status { get; } = (int)response.StatusCode;

    /// <summary>What it answers.</summary>
    public Outgoing Sent { get; } = sent;

    /// <summary>A header of the reply; null where it has none of that name.</summary>
    public string? Header(string name) =>
        Response.Headers.NonValidated.TryGetValues(name, out var values) || Response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    public void Dispose() => Response.Dispose();
}
