namespace RelayPlane.Pacing;

/// <summary>What one attempt has taken from a mirror's buckets, until its usage puts it right.</summary>
internal sealed class Reserved(long number, Demand demand, double at, double estimate)
{
    /// <summary>Counts up in the order of sending; replies come in another.</summary>
    public long Number => number;

    public Demand Demand => demand;

    /// <summary>When it was sent.</summary>
    public double At => at;

    /// <summary>The prompt's uncached tokens as guessed, before calibration.</summary>
    public double Estimate => estimate;

    /// <summary>What is taken of the input limit now: first the estimate, then what was really used.</summary>
    public double Input { get; set; }

    /// <summary>What is taken of the output limit now.</summary>
    public double Output { get; set; }

    /// <summary>Whether the input was put right already.</summary>
    public bool InputKnown { get; set; }

    /// <summary>Whether all of it is: nothing is reserved any more.</summary>
    public bool Settled { get; set; }
}
