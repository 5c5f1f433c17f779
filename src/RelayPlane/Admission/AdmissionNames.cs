namespace RelayPlane.Admission;

/// <summary>The headers by which a reply says what admission did to its call.</summary>
internal static class AdmissionNames
{
    /// <summary>What budgets and limits on size did: warned, clamped, downgraded, rerouted.</summary>
    public const string Budget = "x-relayplane-budget";

    /// <summary>The alarms that the call set off.</summary>
    public const string Alert = "x-relayplane-alert";
}
