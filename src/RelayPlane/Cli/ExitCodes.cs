namespace RelayPlane.Cli;

/// <summary>What every verb's exit code means.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>Bad usage or a bad config.</summary>
    public const int Usage = 2;
}
