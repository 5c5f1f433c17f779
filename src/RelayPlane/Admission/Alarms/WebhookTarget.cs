namespace RelayPlane.Admission.Alarms;

/// <summary>Where alerts are posted. Its text form tells the host alone, as such addresses often hold a secret.</summary>
/// <param name="Secret">Signs what is posted; null for no signature.</param>
internal sealed record WebhookTarget(Uri Address, string? Secret)
{
    public override string ToString() => Address.Host;
}
