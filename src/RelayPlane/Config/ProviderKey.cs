namespace RelayPlane.Config;

/// <summary>One configured key of a provider. Its text form is its label.</summary>
/// <param name="label">What it is called in the ledger and in errors.</param>
/// <param name="value">The key.</param>
/// <param name="priority">A lower one is used first.</param>
internal sealed class ProviderKey(string label, string value, int priority)
{
    public string Label => label;

    public string Value => value;

    public int Priority => priority;

    public override string ToString() => label;
}
