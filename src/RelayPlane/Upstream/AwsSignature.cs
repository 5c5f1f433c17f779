using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RelayPlane.Upstream;

/// <summary>
/// Signs a request with AWS Signature Version 4 (docs.aws.amazon.com, "Create a signed AWS API request"): a hash of the request in one agreed spelling,
/// under a key that is derived from the secret for one day, region and service. Pure.
/// </summary>
/// <param name="Key">The access key id.</param>
/// <param name="Secret">The secret access key.</param>
/// <param name="Token">The session token of a temporary key; null for a lasting one.</param>
internal sealed record AwsSignature(string Key, string Secret, string? Token = null)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Reads <c>ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN]</c>.</summary>
    /// <returns>Null for a key that is none of these.</returns>
    public static AwsSignature? Of(string key) => key.Split(':') switch
    {
        [{ Length: > 0 } id, { Length: > 0 } secret] => new AwsSignature(id, secret),
        [{ Length: > 0 } id, { Length: > 0 } secret, var token] => new AwsSignature(id, secret, token.Length > 0 ? token : null),
        _ => null,
    };

    /// <summary>The time as the header <c>x-amz-date</c> has it.</summary>
    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of <c>Authorization</c>.</summary>
    /// <param name="path">As it is sent, escaped once.</param>
    /// <param name="query">As it is sent, without the question mark.</param>
    /// <param name="headers">What is signed: <c>host</c>, <c>x-amz-date</c> and whatever else, each once.</param>
    public string Authorization(
        string method, string path, string query, IEnumerable<(string Name, string Value)> headers, ReadOnlySpan<byte> body, string region, string service, DateTimeOffset at)
    {
        (string Name, string Value)[] sorted = [.. headers.Select(header => (header.Name.ToLowerInvariant(), Folded(header.Value))).OrderBy(header => header.Item1, StringComparer.Ordinal)];
        var names = string.Join(';', sorted.Select(header => header.Name));
        var canonical = new StringBuilder(method).Append('\n').Append(Path(path)).Append('\n').Append(Query(query)).Append('\n');
        foreach (var (name, value) in sorted)
        {
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(body)));
        var time = Time(at);
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var signature = Hash(Hash(Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + Secret), time[..8]), region), service), "aws4_request"), toSign);
        return $"{Algorithm} Credential={Key}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}";
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => Key;

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    /// <summary>Every service but S3 signs the path with its segments escaped once more than they are sent: <c>%3A</c> becomes <c>%253A</c>.</summary>
    private static string Path(string path) => path.Length == 0 ? "/" : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Sorted by name, then by value, each escaped once.</summary>
    private static string Query(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Once(pair[0]), Value: pair.Length > 1 ? Once(pair[1]) : string.Empty))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Once(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    /// <summary>Without the spaces around it, and each run of them within as one.</summary>
    private static string Folded(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
