using System.IO.Compression;

namespace RelayPlane.Relay;

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

    private static bool CanDecode(string name) => name is "gzip" or "deflate" or "br";

    private static bool Accepts(string accepted, string name)
    {
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var part = accepted.AsSpan(range).Trim();
            var semicolon = part.IndexOf(';');
            var coding = semicolon < 0 ? part : part[..semicolon].TrimEnd();
            var refused = semicolon >= 0 && part[(semicolon + 1)..].Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";
            if (!refused && (coding is "*" || coding.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
