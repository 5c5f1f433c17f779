namespace RelayPlane.Routing.Training;

/// <summary>One prompt of the data, and how well models of each tier answered it.</summary>
internal sealed class Prompt
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Subset { get; init; }

    public required byte[] Text { get; init; }

    public required int Tools { get; init; }

    public required int ToolParameters { get; init; }

    public required int Turns { get; init; }

    /// <summary>The canonical models' scores: what is measured.</summary>
    public required double Cheap { get; init; }

    public required double? Middle { get; init; }

    public required double Strong { get; init; }

    /// <summary>Means over all models of a tier where the data has them: what is learned, being less noisy.</summary>
    public required double SoftCheap { get; set; }

    public required double? SoftMiddle { get; set; }

    public required double SoftStrong { get; set; }

    public byte[] Features { get; set; } = [];

    /// <summary>Hashes of its different words and pairs.</summary>
    public uint[] Words { get; set; } = [];

    public double Gain => Strong - Cheap;

    public double SoftGain => SoftStrong - SoftCheap;
}
