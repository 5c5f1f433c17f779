using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using RelayPlane.Dialects;

namespace RelayPlane.Gateway;

/// <summary>A modelled endpoint's whole body.</summary>
/// <param name="Bytes">As sent.</param>
/// <param name="Plain">Decoded, as it goes up; the same bytes where they were not encoded.</param>
/// <param name="Rented">The array behind <paramref name="Bytes"/>, to be given back when the call has ended.</param>
/// <param name="Refusal">Why there is none.</param>
internal readonly record struct BodyRead(ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Plain, byte[]? Rented, Refusal? Refusal);

/// <summary>Reads a body into one rented array, within a bound.</summary>
internal static class BodyReading
{
    /// <summary>Twice Anthropic's own limit of 32 MB for a request.</summary>
    public const int Largest = 64 * 1024 * 1024;

    private const int FirstGuess = 16 * 1024;

    /// <param name="share">Is asked for the memory before it is taken.</param>
    /// <param name="decode">Whether an encoded body is decoded; else it is kept as it is.</param>
    public static async ValueTask<BodyRead> ReadAsync(HttpRequest request, BodyShare share, bool decode, CancellationToken cancel)
    {
        if (request.ContentLength > Largest)
        {
            return Refused(TooLarge());
        }

        if (!share.TryReach(request.ContentLength ?? 0))
        {
            return Refused(TooMany());
        }

        var buffer = ArrayPool<byte>.Shared.Rent(request.ContentLength is > 0 and var known ? (int)known : FirstGuess);
        var length = 0;
        var reader = request.BodyReader;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(cancel);
            }
            catch (Exception thrown) when (thrown is IOException or OperationCanceledException or BadHttpRequestException)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return Refused(new Refusal(RefusalKind.InvalidRequest, "The request body broke off before its end."));
            }

            if (length + read.Buffer.Length > Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                ArrayPool<byte>.Shared.Return(buffer);
                return Refused(TooLarge());
            }

            if (!share.TryReach(length + read.Buffer.Length))
            {
                reader.AdvanceTo(read.Buffer.End);
                ArrayPool<byte>.Shared.Return(buffer);
                return Refused(TooMany());
            }

            buffer = Fit(buffer, length, (int)read.Buffer.Length);
            read.Buffer.CopyTo(buffer.AsSpan(length));
            length += (int)read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        return Decode(decode ? request.Headers.ContentEncoding.ToString() : string.Empty, new BodyRead(buffer.AsMemory(0, length), buffer.AsMemory(0, length), buffer, null));
    }

    private static byte[] Fit(byte[] buffer, int length, int more)
    {
        if (length + more <= buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + more, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>An encoded body is decoded here and goes up plain: every provider reads that, not every one reads each coding.</summary>
    private static BodyRead Decode(string encoding, BodyRead body)
    {
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        try
        {
            using var encoded = new MemoryStream(body.Rented!, 0, body.Bytes.Length);
            using Stream? decoder = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
                "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
                "br" => new BrotliStream(encoded, CompressionMode.Decompress),
                _ => null,
            };
            if (decoder is null)
            {
                return body with { Refusal = new Refusal(RefusalKind.UnsupportedMediaType, $"The request body has the content encoding {encoding}; this gateway reads gzip, deflate and br.") };
            }

            using var plain = new MemoryStream();
            var piece = new byte[FirstGuess];
            for (var read = decoder.Read(piece); read > 0; read = decoder.Read(piece))
            {
                if (plain.Length + read > Largest)
                {
                    return body with { Refusal = TooLarge() };
                }

                plain.Write(piece, 0, read);
            }

            return body with { Plain = plain.ToArray() };
        }
        catch (Exception thrown) when (thrown is InvalidDataException or InvalidOperationException or IOException)
        {
            // Brotli's decoder throws the latter.
            return body with { Refusal = new Refusal(RefusalKind.InvalidRequest, $"The request body is not the {encoding} that its content-encoding says.") };
        }
    }

    private static BodyRead Refused(Refusal refusal) => new(default, default, null, refusal);

    private static Refusal TooMany() => new(
        RefusalKind.Overloaded, "The calls that are open hold all the memory that this gateway may use for their bodies (pacing.maxQueuedBytes). Ask again when some of them have ended.");

    private static Refusal TooLarge() => new(RefusalKind.TooLarge, $"The request body is larger than {Largest / (1024 * 1024)} MB, the most that this gateway takes.");
}
