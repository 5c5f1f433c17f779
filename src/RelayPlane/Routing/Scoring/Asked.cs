namespace RelayPlane.Routing.Scoring;

/// <summary>What a score looks at. It holds for one call, as it comes in, and is never kept.</summary>
internal readonly ref struct Asked
{
    /// <summary>The last thing that the user said: UTF-8, unescaped, of any length and any bytes.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>How many tools the call offers.</summary>
    public int Tools { get; init; }

    /// <summary>Parameters of all tools together; 0 where that is not known.</summary>
    public int ToolParameters { get; init; }

    /// <summary>How often the user has spoken, this time counted.</summary>
    public int Turns { get; init; }
}
