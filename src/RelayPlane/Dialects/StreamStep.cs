namespace RelayPlane.Dialects;

/// <summary>What one event of a stream means for the call.</summary>
internal enum StreamStep
{
    /// <summary>The stream lives, and nothing has been said yet: the call may still be answered by another attempt.</summary>
    Lifecycle,

    /// <summary>A part of the answer, or an event that is not known here.</summary>
    Content,

    /// <summary>The provider failed.</summary>
    Error,

    /// <summary>The answer ends.</summary>
    End,
}
