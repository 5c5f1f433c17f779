using System.Text.Json;

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

    /// <summary>The message that it was read from, results of tools aside; for what a message of its own format says beside its blocks. Null where there was no one message.</summary>
    public JsonElement? Raw { get; init; }
}
