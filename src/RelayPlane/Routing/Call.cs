using RelayPlane.Catalog;
using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>One client request, as it was read: the ticket that every room is handed. Nothing in it changes after it was made.</summary>
/// <param name="Id">Time-ordered, 32 hex digits; in <c>x-relayplane-call-id</c> and the ledger.</param>
/// <param name="At">When the request line was read, by the gateway's clock.</param>
/// <param name="Api">Whose API the client speaks.</param>
/// <param name="Endpoint">What the path asks for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as sent, still percent-encoded, without the query.</param>
/// <param name="Query">The query as sent, with its <c>?</c>, without a <c>key</c> parameter; or empty.</param>
/// <param name="Headers">The client's headers; Upstream decides which of them travel.</param>
/// <param name="Body">The whole body of a modelled endpoint, as sent; empty for <see cref="Endpoint.Other"/>.</param>
/// <param name="Stream">The body of an endpoint that is not modelled, not yet read; null otherwise.</param>
/// <param name="Facts">What the body says that the rooms need.</param>
/// <param name="Credential">The client's own provider credential; null for none or a placeholder.</param>
internal sealed record Call(
    string Id,
    DateTimeOffset At,
    Api Api,
    Endpoint Endpoint,
    string Method,
    string Path,
    string Query,
    IHeaderDictionary Headers,
    ReadOnlyMemory<byte> Body,
    Stream? Stream,
    RequestFacts Facts,
    string? Credential)
{
    private Look? _look;

    /// <summary>What routing sees in it: found out when somebody asks, and once. Set where it was found out at another time.</summary>
    public Look Look
    {
        get => _look ??= Look.Of(this);
        init => _look = value;
    }

    /// <summary>Whether somebody has asked for <see cref="Look"/>.</summary>
    public bool IsLookedAt => _look is not null;

    /// <summary>What keeps the array behind <see cref="Body"/> from the next call; null where it is not rented.</summary>
    public BodyLease? Lease { get; init; }

    /// <summary>Never the headers or the credential.</summary>
    public override string ToString() => Id;
}
