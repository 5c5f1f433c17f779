using Microsoft.Extensions.Primitives;
using RelayPlane.Upstream;

namespace RelayPlane.Relay;

/// <summary>Status and headers of the reply, as the provider sent them, hop-by-hop ones aside.</summary>
internal static class ReplyHeaders
{
    /// <param name="coding">Where it is decoded on the way, the headers that describe the encoded body stay behind.</param>
    /// <param name="filtered">Whether bytes will be taken out of the body.</param>
    public static void Copy(UpstreamReply reply, HttpResponse client, ContentCoding coding, bool filtered)
    {
        client.StatusCode = reply.Status;
        CopyFrom(reply.Response.Headers.NonValidated, client, coding, filtered);
        CopyFrom(reply.Response.Content.Headers.NonValidated, client, coding, filtered);
    }

    private static void CopyFrom(System.Net.Http.Headers.HttpHeadersNonValidated headers, HttpResponse client, ContentCoding coding, bool filtered)
    {
        foreach (var (name, values) in headers)
        {
            if (!HeaderPolicy.ComesBack(name)
                || ((filtered || coding.Decode) && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                || (coding.Decode && name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (!IsFit(name, values))
            {
                continue;
            }

            client.Headers[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }

    /// <summary>Whether a reply can carry it: some servers send lengths that are no number and control characters, at which ours would throw.</summary>
    private static bool IsFit(string name, System.Net.Http.Headers.HeaderStringValues values)
    {
        foreach (var value in values)
        {
            foreach (var character in value)
            {
                if ((character < ' ' && character != '\t') || character == '\u007f')
                {
                    return false;
                }
            }
        }

        return !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            || (values.Count == 1 && long.TryParse(values.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _));
    }
}
