namespace RelayPlane.Routing;

/// <summary>What is measured while calls go through, as far as a name or a route may ask.</summary>
/// <param name="FirstToken">How long a target took to its first token these minutes; null where that is not known.</param>
internal sealed record LiveFigures(Func<Target, TimeSpan?> FirstToken)
{
    public static LiveFigures None { get; } = new(static _ => null);
}
