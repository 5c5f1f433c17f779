using System.Net;
using System.Net.Http.Headers;
using RelayPlane.Catalog;
using RelayPlane.Routing;

namespace RelayPlane.Upstream;

/// <summary>Makes the request that goes up: the client's method, headers and bytes, the provider's address and sign-in.</summary>
internal static class RequestWriting
{
    private const string OAuthPrefix = "sk-ant-oat";

    /// <summary>The beta that Anthropic wants with an OAuth token (platform.claude.com, OAuth sign-in).</summary>
    private const string OAuthBeta = "oauth-2025-04-20";

    /// <param name="home">Whether the target is the home provider of the client's API.</param>
    /// <param name="at">The time of the attempt, by the wall clock: AWS wants it signed.</param>
    public static UpstreamRequest Write(Call call, Target target, Outgoing sent, Credential key, bool home, DateTimeOffset at)
    {
        var request = new UpstreamRequest(HttpMethod.Parse(call.Method), sent.Address)
        {
            Version = sent.Address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Content = Content(call, sent);
        var connection = call.Headers.Connection.ToString();
        foreach (var (name, values) in call.Headers)
        {
            // A modelled body was decoded when it was read.
            if (!HeaderPolicy.GoesUp(name, home, connection) || (sent.Translated && !HeaderPolicy.IsNeutral(name)) || (call.Endpoint is not (Endpoint.Other or Endpoint.Models or Endpoint.Model) && name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var to = Place(request, name);
            if (values.Count == 1)
            {
                to.TryAddWithoutValidation(name, values[0]);
            }
            else
            {
                to.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        Add(request, sent.Headers);

        // A metered reply is asked for plainly; what is not metered may come as the client likes it.
        var encoding = call.Endpoint == Endpoint.Other ? call.Headers.AcceptEncoding.ToString() : "identity";
        if (encoding.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        Add(request, target.Provider.Headers);
        var auth = target.Provider.AuthFor(sent.Endpoint);
        if (auth == AuthStyle.AwsSigV4 && AwsSignature.Of(key.Value) is { } signature)
        {
            Sign(request, signature, sent.Body.Span, target.Provider.Region, at);
        }
        else
        {
            Sign(request, auth, key);
        }

        return request;
    }

    /// <summary>In place of what the client said under the same names.</summary>
    private static void Add(HttpRequestMessage request, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            var to = Place(request, name);
            if (to.NonValidated.Contains(name))
            {
                to.Remove(name);
            }

            to.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>The stack keeps some headers with the body, by their names alone; without a body they do not travel.</summary>
    private static HttpHeaders Place(HttpRequestMessage request, string name) =>
        request.Content is { } content
        && (name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("allow", StringComparison.OrdinalIgnoreCase)
            || name.Equals("expires", StringComparison.OrdinalIgnoreCase)
            || name.Equals("last-modified", StringComparison.OrdinalIgnoreCase))
            ? content.Headers : request.Headers;

    private static HttpContent? Content(Call call, Outgoing sent)
    {
        if (call.Stream is { } stream)
        {
            var content = new StreamContent(stream);
            content.Headers.ContentLength = call.Headers.ContentLength;
            return content;
        }

        return sent.Body.Length > 0 || call.Method is "POST" or "PUT" or "PATCH" ? new BodyContent(sent.Body, sent.IsClients ? call.Lease : null) : null;
    }

    private static void Sign(HttpRequestMessage request, AuthStyle auth, Credential key)
    {
        if (key.Value.Length == 0 || auth == AuthStyle.None)
        {
            return;
        }

        if (auth == AuthStyle.XApiKey && key.Value.StartsWith(OAuthPrefix, StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key.Value}");
            AddBeta(request);
            return;
        }

        var (name, value) = auth switch
        {
            AuthStyle.XApiKey => ("x-api-key", key.Value),
            AuthStyle.XGoogApiKey => ("x-goog-api-key", key.Value),
            AuthStyle.ApiKey => ("api-key", key.Value),
            _ => ("Authorization", $"Bearer {key.Value}"),
        };
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static void Sign(HttpRequestMessage request, AwsSignature signature, ReadOnlySpan<byte> body, string region, DateTimeOffset at)
    {
        var address = request.RequestUri!;
        request.Headers.TryAddWithoutValidation("x-amz-date", AwsSignature.Time(at));
        var signed = new List<(string Name, string Value)> { ("host", address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}"), ("x-amz-date", AwsSignature.Time(at)) };
        if (signature.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("x-amz-security-token", token);
            signed.Add(("x-amz-security-token", token));
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization", signature.Authorization(request.Method.Method, address.AbsolutePath, address.Query.TrimStart('?'), signed, body, region, "bedrock", at));
    }

    private static void AddBeta(HttpRequestMessage request)
    {
        const string name = "anthropic-beta";
        var sent = request.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', values) : string.Empty;
        if (!sent.Contains(OAuthBeta, StringComparison.Ordinal))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, sent.Length == 0 ? OAuthBeta : $"{sent},{OAuthBeta}");
        }
    }
}
