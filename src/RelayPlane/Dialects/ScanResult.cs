namespace RelayPlane.Dialects;

/// <summary>The facts of a request body, or why it is refused: exactly one of the two.</summary>
internal readonly record struct ScanResult(RequestFacts? Facts, Refusal? Refusal);
