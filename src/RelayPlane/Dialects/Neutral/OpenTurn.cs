namespace RelayPlane.Dialects.Neutral;

/// <summary>A turn that is still being put together.</summary>
internal sealed record OpenTurn(Role Role, List<Block> Blocks);
