using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>One message on its way up.</summary>
internal sealed record ConverseMessage(bool Assistant, List<Block> Blocks)
{
    public List<Block> Blocks { get; private set; } = Blocks;

    public IEnumerable<ToolCallBlock> Calls => Assistant ? Blocks.OfType<ToolCallBlock>() : [];

    /// <summary>The tools' results stand before whatever else the user says.</summary>
    public void Begin(IEnumerable<Block> results) => Blocks = [.. results, .. Blocks];
}
