namespace RelayPlane.Routing.Scoring;

/// <summary>How much model a call needs.</summary>
internal enum Tier
{
    Simple,
    Moderate,
    Complex,
}
