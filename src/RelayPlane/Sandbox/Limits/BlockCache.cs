namespace RelayPlane.Sandbox.Limits;

/// <summary>The provider's prefix cache: blocks of 512 tokens that live for five minutes, now and then missed on a cold machine.</summary>
internal sealed class BlockCache(Noise noise)
{
    private const double LifeSeconds = 300;
    private const double ColdMachine = 0.03;
    private const int BlockTokens = 512;
    private const int LeastUncached = 64;
    private readonly Dictionary<long, double> _touched = [];

    /// <summary>How many input tokens are not in the cache; with <paramref name="touch"/> the prompt's blocks are written to it.</summary>
    public long Uncached(ModelCall call, double now, bool touch = false)
    {
        var hits = 0;
        if (call.Blocks.Count > 0)
        {
            while (hits < call.Blocks.Count && now - _touched.GetValueOrDefault(call.Blocks[hits], -1e9) < LifeSeconds)
            {
                hits++;
            }

            if (touch)
            {
                foreach (var block in call.Blocks)
                {
                    _touched[block] = now;
                }

                hits = noise.Uniform() < ColdMachine ? 0 : hits;
            }
        }

        return Math.Max(LeastUncached, call.Input - (long)BlockTokens * hits);
    }
}
