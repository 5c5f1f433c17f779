using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>What has been learned beside the config. Asked anew for each call, since it grows while a config stays.</summary>
internal sealed record Experience
{
    public static Experience None { get; } = new();

    /// <summary>Makes of the heads that the weights gave those that the user's own labels speak for.</summary>
    public Func<Heads, Heads> Calibrated { get; init; } = static raw => raw.Rising();

    /// <summary>The lower bound of the quality that routing keeps, for a route's calls or, given null, for all; null where nothing shows it.</summary>
    public Func<string?, double?> Kept { get; init; } = static _ => null;

    /// <summary>Whether there is a key for the call at a target.</summary>
    public Func<Call, Target, bool> Reaches { get; init; } = static (_, _) => true;

    /// <summary>How long a target takes to its first token these minutes; null where unknown.</summary>
    public Func<Target, TimeSpan?> FirstToken { get; init; } = static _ => null;
}
