namespace RelayPlane.Dialects.Neutral;

/// <summary>Who speaks. Results of tools stand in a user's turn.</summary>
internal enum Role
{
    System,

    /// <summary>OpenAI's word for instructions that are not the platform's; a system turn elsewhere.</summary>
    Developer,

    User,
    Assistant,
}

/// <summary>What one side says at one point of the conversation.</summary>
/// <param name="Blocks">In order, which is sacred.</param>
internal sealed record Turn(Role Role, IReadOnlyList<Block> Blocks)
{
    /// <summary>OpenAI's name of a participant.</summary>
    public string? Name { get; init; }
}
