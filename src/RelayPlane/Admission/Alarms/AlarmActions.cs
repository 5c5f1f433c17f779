namespace RelayPlane.Admission.Alarms;

/// <summary>What an alarm does.</summary>
[Flags]
internal enum AlarmActions
{
    None = 0,

    /// <summary>A line in the gateway's own log.</summary>
    Log = 1,

    /// <summary>A header of the reply to the call that set it off, or to the next one.</summary>
    Header = 2,

    /// <summary>A POST to <c>alerts.webhookUrl</c>.</summary>
    Webhook = 4,

    /// <summary>Further calls of the same key are refused for as long as the window.</summary>
    Block = 8,
}
