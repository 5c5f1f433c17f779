using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>A tool's answer as one string.</summary>
internal static class ResultText
{
    private const string Error = "Error: ";

    /// <param name="blocks">Text blocks only.</param>
    /// <param name="isError">Responses has no flag for it, so the text says it, unless it does already.</param>
    public static string Of(List<Block> blocks, bool isError)
    {
        var text = blocks.Count == 1 ? ((TextBlock)blocks[0]).Text : string.Join('\n', blocks.Select(block => ((TextBlock)block).Text));
        return isError && !text.StartsWith("error", StringComparison.OrdinalIgnoreCase) ? Error + text : text;
    }
}
