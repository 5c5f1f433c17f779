namespace RelayPlane.Upstream;

/// <summary>Why no reply came. The message names what a person can check, never our internals.</summary>
internal sealed record UpstreamFault(FaultKind Kind, string Message);

/// <summary>Where it broke.</summary>
internal enum FaultKind
{
    Connect,
    Dns,
    Tls,

    /// <summary>The connection broke before the reply's headers were whole.</summary>
    Broken,

    /// <summary>What came back was not HTTP, or broke its limits.</summary>
    Malformed,
    TimedOut,
    Cancelled,

    /// <summary>The client's own upload could not be read to its end.</summary>
    BadUpload,
}
