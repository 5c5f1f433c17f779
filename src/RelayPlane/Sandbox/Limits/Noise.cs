namespace RelayPlane.Sandbox.Limits;

/// <summary>Where the provider model gets its chance from, so that a test can play back a recording.</summary>
internal abstract class Noise
{
    /// <summary>A draw from the normal distribution around 0.</summary>
    public abstract double Gaussian(double sigma);

    /// <summary>A draw from [0, 1).</summary>
    public abstract double Uniform();
}

/// <summary>Noise from a seeded generator. The provider model that owns it is used under a lock.</summary>
internal sealed class SeededNoise(Random random) : Noise
{
    public override double Gaussian(double sigma)
    {
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble()));
        return sigma * radius * Math.Cos(2.0 * Math.PI * random.NextDouble());
    }

    public override double Uniform() => random.NextDouble();
}
