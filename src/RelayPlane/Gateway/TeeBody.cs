using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Gateway;

/// <summary>A reply's body on its way out, copied as it goes.</summary>
internal sealed class TeeBody : IHttpResponseBodyFeature
{
    private readonly IHttpResponseBodyFeature _inner;

    public TeeBody(IHttpResponseBodyFeature inner, CapturedBody copy)
    {
        _inner = inner;
        Writer = new TeeWriter(inner.Writer, copy);
        Stream = Writer.AsStream(leaveOpen: true);
    }

    public Stream Stream { get; }

    public PipeWriter Writer { get; }

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => _inner.SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync() => _inner.CompleteAsync();
}
