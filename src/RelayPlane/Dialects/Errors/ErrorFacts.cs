namespace RelayPlane.Dialects.Errors;

/// <summary>What an error body says, whichever provider's shape it has.</summary>
/// <param name="Shape">What kind of body it is.</param>
/// <param name="HasError">Whether it says that there was an error at all; a reply with content does not.</param>
/// <param name="Message">The provider's words.</param>
/// <param name="Terms">Its terms, in small letters, each between spaces: types, codes, statuses, reasons, exception names.</param>
/// <param name="Text">Its sentences, in small letters: the message and what an upstream of it said.</param>
/// <param name="Code">A code that is an HTTP status, where one stands in the body.</param>
/// <param name="RetryDelay"><c>google.rpc.RetryInfo.retryDelay</c>.</param>
/// <param name="Quotas">The ids and metrics of Google's violated quotas, in small letters.</param>
internal sealed record ErrorFacts(
    BodyShape Shape, bool HasError, string? Message, string Terms, string Text, int? Code = null, TimeSpan? RetryDelay = null, string Quotas = "")
{
    /// <summary>The provider's words one by one: what an upstream of it said, or what each member of the request was found to be, comes after its own.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The error's code, else its type, as the provider writes it.</summary>
    public string? Name { get; init; }

    /// <summary>The parameter at fault.</summary>
    public string? Param { get; init; }

    /// <summary>Whether one of the terms is exactly this.</summary>
    public bool Has(string term) => Terms.Contains($" {term} ", StringComparison.Ordinal);

    public bool HasAny(params ReadOnlySpan<string> terms)
    {
        foreach (var term in terms)
        {
            if (Has(term))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the sentences hold one of these.</summary>
    public bool Says(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Text.Contains(phrase, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the body says nothing that is understood.</summary>
    public bool IsUnknown => Shape != BodyShape.Json || (Terms.Length == 0 && Text.Length == 0);
}

/// <summary>What kind of body an error came with.</summary>
internal enum BodyShape
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>JSON, perhaps cut off.</summary>
    Json,

    /// <summary>A page for people: from a CDN, a firewall, a captive portal.</summary>
    Html,

    /// <summary>Anything else.</summary>
    Other,
}
