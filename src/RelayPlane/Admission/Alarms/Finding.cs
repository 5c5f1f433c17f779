using RelayPlane.Ledger;

namespace RelayPlane.Admission.Alarms;

/// <summary>Something unusual, before it is known whether it has been told already.</summary>
/// <param name="Type">One of <see cref="AlertTypes"/>.</param>
internal sealed record Finding(string Type, string Severity, string Key, string Message, AlertData Data);
