using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Traffic;

/// <summary>One call of the traffic, when it is over.</summary>
/// <param name="Api">The API it spoke.</param>
/// <param name="Model">The model it asked for.</param>
/// <param name="Kind">What sort of call it was.</param>
/// <param name="Status">HTTP status; 0 where no reply came.</param>
/// <param name="Ended">How it ended.</param>
/// <param name="Milliseconds">From sending to the reply's end.</param>
/// <param name="InputTokens">As the reply reports them; 0 where it does not.</param>
/// <param name="OutputTokens">As the reply reports them; 0 where it does not.</param>
internal sealed record FinishedCall(
    Api Api, string Model, ErrandKind Kind, int Status, Ending Ended, double Milliseconds, long InputTokens, long OutputTokens);

/// <summary>How a call of the traffic ended.</summary>
internal enum Ending
{
    Answered,

    /// <summary>An error reply.</summary>
    Refused,

    /// <summary>The traffic itself hung up, as an impatient person does.</summary>
    HungUp,

    /// <summary>No reply, or one that broke off.</summary>
    Broken,
}
