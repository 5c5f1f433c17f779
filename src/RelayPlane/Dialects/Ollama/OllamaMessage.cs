namespace RelayPlane.Dialects.Ollama;

/// <summary>One message on its way up: its texts in one, its images beside them.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
internal sealed record OllamaMessage(string Role)
{
    public List<string> Texts { get; } = [];

    /// <summary>Base64.</summary>
    public List<string> Images { get; } = [];

    public List<string> Thoughts { get; } = [];

    public List<Neutral.ToolCallBlock> Calls { get; } = [];

    /// <summary>For a tool's result: which tool.</summary>
    public string? ToolName { get; init; }

    /// <summary>Whether there is nothing in it that a model could read.</summary>
    public bool IsEmpty => ToolName is null && Texts.Count == 0 && Images.Count == 0 && Calls.Count == 0;
}
