using System.IO.Compression;

namespace RelayPlane.Upstream;

/// <summary>How the reply's body is encoded, and whether it must be decoded for this client. We ask for none; some providers encode all the same.</summary>
/// <param name="Name"><c>gzip</c>, <c>deflate</c>, <c>br</c>, another, or empty.</param>
/// <param name="Decode">Whether the client does not take it as it is.</param>
internal readonly record struct ContentCoding(string Name, bool Decode)
{
    public bool IsPlain => Name.Length == 0 || Decode;

    public static ContentCoding Of(HttpResponseMessage response, string accepted)
    {
        var name = response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var sent) ? sent.ToString().Trim().ToLowerInvariant() : string.Empty;
        name = name is "identity" ? string.Empty : name is "x-gzip" ? "gzip" : name;
        return new ContentCoding(name, CanDecode(name) && !Accepts(accepted, name));
    }

    /// <summary>A stream of the decoded bytes; null for a coding that is not known here.</summary>
    public static Stream? Decoder(string name, Stream encoded) => name switch
    {
        "gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>The decoded beginning of a body that is whole; empty where it cannot be decoded.</summary>
    public byte[] Decoded(ReadOnlyMemory<byte> encoded, int limit)
    {
        using var decoder = Decoder(Name, new MemoryStream(encoded.ToArray()));
        var decoded = new byte[limit];
        try
        {
            return decoder is null ? [] : decoded[..decoder.ReadAtLeast(decoded, limit, throwOnEndOfStream: false)];
        }
        catch (Exception thrown) when (thrown is InvalidDataException or InvalidOperationException or IOException)
        {
            return [];
        }
    }

    private static bool CanDecode(string name) => name is "gzip" or "deflate" or "br";

    /// <summary>What is said of the coding itself counts before what is said of <c>*</c> (RFC 9110 §12.5.3).</summary>
    private static bool Accepts(string accepted, string name)
    {
        bool? any = null;
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var part = accepted.AsSpan(range).Trim();
            var semicolon = part.IndexOf(';');
            var coding = semicolon < 0 ? part : part[..semicolon].TrimEnd();
            var welcome = semicolon < 0 || !IsZero(part[(semicolon + 1)..]);
            if (coding.Equals(name, StringComparison.OrdinalIgnoreCase) || (name is "gzip" && coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)))
            {
                return welcome;
            }

            any = coding is "*" ? welcome : any;
        }

        return any ?? false;
    }

    /// <summary>Whether a weight is nothing, in any of its spellings: <c>q=0</c>, <c>Q=0.000</c>.</summary>
    private static bool IsZero(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        return equals >= 0
            && parameter[..equals].Trim().Equals("q", StringComparison.OrdinalIgnoreCase)
            && parameter[(equals + 1)..].Trim() is ['0', .. var rest]
            && rest.Trim("0.").IsEmpty;
    }
}
