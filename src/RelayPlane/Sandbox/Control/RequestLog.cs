using System.Security.Cryptography;
using System.Text;

namespace RelayPlane.Sandbox.Control;

/// <summary>The last requests that the sandbox saw, so that a test can assert what went upstream. Keys are kept as hashes only.</summary>
internal sealed class RequestLog(int capacity, bool bodies, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<SeenRequest> _seen = new();

    public IReadOnlyList<SeenRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public void Add(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (capacity == 0)
        {
            return;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.Headers)
        {
            headers[name] = Credential.IsSecretHeader(name) ? Credential.Mask(Credential.Of(request)) : value.ToString();
        }

        var key = request.Query["key"].ToString();
        var query = key.Length == 0 ? request.QueryString.Value ?? "" : request.QueryString.Value!.Replace(Uri.EscapeDataString(key), Credential.Mask(key), StringComparison.Ordinal);
        var entry = new SeenRequest(
            clock.GetUtcNow(), request.Method, request.Path.Value ?? "", query, headers, body.Length,
            Convert.ToHexStringLower(SHA256.HashData(body)), bodies ? Encoding.UTF8.GetString(body) : null);
        lock (_lock)
        {
            _seen.Enqueue(entry);
            while (_seen.Count > capacity)
            {
                _seen.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _seen.Clear();
        }
    }
}

/// <summary>One request as the log shows it.</summary>
internal sealed record SeenRequest(
    DateTimeOffset At, string Method, string Path, string Query, Dictionary<string, string> Headers, long BodyBytes, string BodySha256, string? Body);
