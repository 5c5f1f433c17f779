namespace RelayPlane.Ledger.Decisions;

/// <summary>Calls of the gateway's own that ask recorded ones again, or have a model judge two answers: they are paid for, but they are nobody's work, and no policy is tried on them.</summary>
internal static class ShadowCall
{
    /// <summary>The agent, and the client where no key names one, that they call themselves.</summary>
    public const string Agent = "relayplane-shadow";

    /// <summary>The tag that holds the id of the recorded call, on what routing would have answered it with.</summary>
    public const string Tag = "shadow-of";

    public static bool Is(string? agent) => agent == Agent;
}
