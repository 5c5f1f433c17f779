namespace RelayPlane.Ledger.Content;

/// <summary>That what is sent and answered is kept, as a config wants it.</summary>
/// <param name="Ledger">Where.</param>
/// <param name="Secrets">The keys of that config, which are never kept.</param>
internal sealed record ContentKeeping(ContentLedger Ledger, IReadOnlyList<string> Secrets)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(ContentKeeping);
}
