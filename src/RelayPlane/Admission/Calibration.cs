using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>How far the estimate of a prompt's tokens is from what the provider of a model reports. Outlives any config.</summary>
internal sealed class Calibration
{
    private readonly double _factor = 1;

    /// <summary>The tokens of a prompt that was guessed at so many, as this target would count them.</summary>
    public long Input(Target target, double guessed)
    {
        ArgumentNullException.ThrowIfNull(target);
        return (long)Math.Ceiling(guessed * _factor);
    }
}
