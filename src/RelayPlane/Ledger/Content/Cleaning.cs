using System.Text;
using RelayPlane.Upstream;

namespace RelayPlane.Ledger.Content;

/// <summary>Makes what was captured fit to be kept: bodies are decoded, and wherever a known secret stands, also in a body that quotes it, it is taken out.</summary>
internal static class Cleaning
{
    /// <summary>Anything shorter is a word like any other, as the keys that people make up for tests are.</summary>
    private const int ShortestSecret = 8;

    private static readonly byte[] Hidden = Encoding.UTF8.GetBytes(KeptHeader.Hidden);

    public static CallContent Of(CapturedCall captured)
    {
        string[] secrets = [.. captured.Secrets.Where(secret => secret.Length >= ShortestSecret).Distinct().OrderByDescending(secret => secret.Length)];
        byte[][] bytes = [.. secrets.Select(Encoding.UTF8.GetBytes)];
        return new CallContent(
            captured.CallId, captured.At,
            Clean(captured.RequestHeaders, secrets), Clean(captured.ReplyHeaders, secrets),
            Clean(captured.Request, captured.RequestHeaders, bytes), Clean(captured.Reply, captured.ReplyHeaders, bytes));
    }

    private static IReadOnlyList<KeptHeader> Clean(IReadOnlyList<KeptHeader> headers, string[] secrets) =>
        [.. headers.Select(header => header with { Value = secrets.Aggregate(header.Value, (value, secret) => value.Replace(secret, KeptHeader.Hidden, StringComparison.Ordinal)) })];

    private static KeptBody Clean(CapturedBody body, IReadOnlyList<KeptHeader> headers, byte[][] secrets)
    {
        var plain = Decoded(body, headers.LastOrDefault(header => header.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase))?.Value);
        return plain with { Bytes = secrets.Aggregate(plain.Bytes, Without) };
    }

    /// <summary>As much as can be decoded; a body of an unknown coding as it is.</summary>
    private static KeptBody Decoded(CapturedBody body, string? coding)
    {
        var known = coding?.Trim().ToLowerInvariant() switch { "x-gzip" => "gzip", { } name => name, null => "" };
        using var decoder = body.Bytes.IsEmpty ? null : ContentCoding.Decoder(known, new MemoryStream(body.Bytes.ToArray()));
        if (decoder is null)
        {
            return new KeptBody(body.Bytes, body.Cut);
        }

        var plain = new byte[CapturedBody.Most];
        var length = 0;
        var cut = body.Cut;
        try
        {
            for (int read; length < plain.Length && (read = decoder.Read(plain, length, plain.Length - length)) > 0;)
            {
                length += read;
            }

            cut = cut || (length == plain.Length && decoder.ReadByte() >= 0);
        }
        catch (Exception thrown) when (thrown is InvalidDataException or InvalidOperationException or IOException)
        {
            // It broke off, or is not what its header says.
            return length == 0 ? new KeptBody(body.Bytes, body.Cut) : new KeptBody(plain.AsMemory(0, length), true);
        }

        return new KeptBody(plain.AsMemory(0, length), cut);
    }

    private static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> body, byte[] secret)
    {
        var at = body.Span.IndexOf(secret);
        if (at < 0)
        {
            return body;
        }

        using var clean = new MemoryStream();
        var rest = body.Span;
        for (; at >= 0; at = rest.IndexOf(secret))
        {
            clean.Write(rest[..at]);
            clean.Write(Hidden);
            rest = rest[(at + secret.Length)..];
        }

        clean.Write(rest);
        return clean.ToArray();
    }
}
