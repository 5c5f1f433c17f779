using System.Buffers;
using System.IO.Compression;

namespace RelayPlane.Sandbox.Sending;

/// <summary>Where a reply's bytes go out: plain or compressed, whole or in pieces as the behaviour wants.</summary>
internal sealed class Outlet : IAsyncDisposable
{
    private readonly HttpContext _context;
    private readonly Behaviour _behaviour;
    private readonly GZipStream? _gzip;

    public Outlet(HttpContext context, Behaviour behaviour)
    {
        (_context, _behaviour) = (context, behaviour);
        if (behaviour.Gzip)
        {
            context.Response.Headers.ContentEncoding = "gzip";
            _gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_behaviour is { Trickle: <= 0, SplitUtf8: false })
        {
            await WriteOnceAsync(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var step = Step(bytes.Span);
            await WriteOnceAsync(bytes[..step]);
            await FlushAsync();
            bytes = bytes[step..];
        }
    }

    public async ValueTask FlushAsync()
    {
        if (_gzip is not null)
        {
            await _gzip.FlushAsync(_context.RequestAborted);
        }

        await _context.Response.BodyWriter.FlushAsync(_context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _gzip?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask WriteOnceAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_gzip is not null)
        {
            await _gzip.WriteAsync(bytes, _context.RequestAborted);
        }
        else
        {
            _context.Response.BodyWriter.Write(bytes.Span);
        }
    }

    private int Step(ReadOnlySpan<byte> bytes)
    {
        var step = _behaviour.Trickle > 0 ? Math.Min(_behaviour.Trickle, bytes.Length) : bytes.Length;
        if (_behaviour.SplitUtf8)
        {
            // One past the first byte of the next multi-byte character.
            var lead = bytes.IndexOfAnyInRange((byte)0xC0, (byte)0xFF);
            step = lead >= 0 ? Math.Min(step, lead + 1) : step;
        }

        return step;
    }
}
