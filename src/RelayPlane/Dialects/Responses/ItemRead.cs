namespace RelayPlane.Dialects.Responses;

/// <summary>One item of a streamed output as far as it has come.</summary>
internal sealed class ItemRead(bool known)
{
    /// <summary>Whether it is of a kind whose content is read.</summary>
    public bool Known { get; } = known;

    /// <summary>The key of the block that it fills; null before there is one.</summary>
    public int? Key { get; set; }

    /// <summary>The part that it fills; -1 before there is one.</summary>
    public int Part { get; set; } = -1;

    /// <summary>For a thought: whether its summary is read, and not itself.</summary>
    public bool Summary { get; set; }

    /// <summary>Whether any text of the present block came in pieces, so that the whole of it is not said again.</summary>
    public bool Streamed { get; set; }
}
