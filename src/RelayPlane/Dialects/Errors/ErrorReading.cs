using System.Globalization;
using System.Text;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Errors;

/// <summary>Reads any provider's error, in whichever shape it comes, into one that has no format. Pure; no input makes it fail.</summary>
internal static class ErrorReading
{
    /// <summary>A list of complaints is cut here, in characters.</summary>
    private const int LongestMessage = 8 << 10;

    /// <param name="status">The reply's; 0 or 200 for an error in place of content, or within a stream.</param>
    /// <param name="body">The decoded body, or the data of the event; it may be cut off.</param>
    /// <param name="providerErrorType">The value of <c>x-amzn-ErrorType</c>; null for others.</param>
    public static ProviderError Of(int status, ReadOnlySpan<byte> body, string? providerErrorType)
    {
        var facts = ErrorFactsReader.Read(body, providerErrorType);
        return new ProviderError(Kind(Meanings.Status(status, facts), facts), Message(status, body, facts), facts.Name) { Status = status, Param = facts.Param };
    }

    /// <param name="status">The status to judge by.</param>
    private static ErrorKind Kind(int status, ErrorFacts facts)
    {
        if (status == 402 || (status is >= 400 and < 500 && (ErrorMarks.IsSpendLimit(facts) || ErrorMarks.IsMoney(status, facts) || ErrorMarks.IsKeyLimit(status, facts))))
        {
            return ErrorKind.Billing;
        }

        if (status == 401 || ErrorMarks.IsKey(status, facts) || facts.HasAny("unrecognizedclientexception", "invalidsignatureexception", "expiredtokenexception"))
        {
            return ErrorKind.Authentication;
        }

        if (status is (>= 400 and <= 403) or 413 or 422 or 500 && ErrorMarks.IsTooLong(facts))
        {
            return ErrorKind.ContextLength;
        }

        return ErrorMarks.IsNoModel(status, facts) ? ErrorKind.ModelNotFound : ByStatus(status, facts);
    }

    private static ErrorKind ByStatus(int status, ErrorFacts facts) => status switch
    {
        403 => ErrorKind.Permission,
        404 => ErrorKind.NotFound,
        408 or 504 => ErrorKind.Timeout,
        409 => ErrorKind.Conflict,
        413 => ErrorKind.TooLarge,
        429 => ErrorMarks.IsCapacity(facts) ? ErrorKind.Overloaded : ErrorKind.RateLimit,
        503 when ErrorMarks.IsGrowth(facts) => ErrorKind.RateLimit,
        498 or 503 or 529 => ErrorKind.Overloaded,

        // Bedrock's 424: the model failed, not the call.
        424 or 425 or 499 => ErrorKind.Server,
        < 500 => ErrorKind.InvalidRequest,
        _ => ErrorMarks.IsCapacity(facts) ? ErrorKind.Overloaded : ErrorKind.Server,
    };

    private static string Message(int status, ReadOnlySpan<byte> body, ErrorFacts facts)
    {
        if (facts.Shape == BodyShape.Html)
        {
            return Title(body) is { } title ? $"{Reply(status)} with a page: {title}" : $"{Reply(status)} with a page for people.";
        }

        var said = new StringBuilder();
        foreach (var sentence in facts.Sentences)
        {
            said.Append(said.Length > 0 ? "\n" : string.Empty).Append(sentence);
            if (said.Length > LongestMessage)
            {
                break;
            }
        }

        return said.Length > 0 ? said.ToString(0, Math.Min(said.Length, LongestMessage)).Trim()
            : facts.Name is { } name ? $"{Reply(status)} with {name} and no more words."
            : $"{Reply(status)} and said nothing of what is wrong.";
    }

    private static string Reply(int status) => status >= 400 ? $"The provider answered {status.ToString(CultureInfo.InvariantCulture)}" : "The provider failed";

    /// <summary>What a page is called says most of it: <c>502 Bad Gateway</c>, <c>Just a moment...</c></summary>
    private static string? Title(ReadOnlySpan<byte> page)
    {
        const int Longest = 200;
        var text = Encoding.UTF8.GetString(page[..Math.Min(page.Length, 16 << 10)]);
        var from = text.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        from = from < 0 ? -1 : text.IndexOf('>', from);
        var to = from < 0 ? -1 : text.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        if (to < 0)
        {
            return null;
        }

        var title = text[(from + 1)..to].Trim();
        return title.Length is > 0 and <= Longest ? title : null;
    }
}
