namespace RelayPlane.Routing.Scoring;

/// <summary>One thing that moved a score.</summary>
/// <param name="Name">As a person reads it.</param>
/// <param name="Weight">By how much it moves what the dearest tier adds; above zero speaks for the dearer one.</param>
internal readonly record struct Reason(string Name, double Weight);
