namespace RelayPlane.Pacing;

/// <summary>What a provider has in its prompt cache for one key and model class, as far as its own replies told. Only what it said was cached is remembered, so that nothing is expected of a call that asks for no caching.</summary>
internal sealed class PrefixCache
{
    /// <summary>The provider's five minutes, less a margin.</summary>
    private const double LifeSeconds = 290;
    private const int MostBlocks = 200_000;
    private readonly Dictionary<ulong, double> _touched = [];

    /// <summary>How many of the prompt's leading blocks are expected to be cached.</summary>
    public int Hits(PromptBlocks prompt, double now)
    {
        // Whoever touched a block touched all before it, so the chain is warm up to one point: it is searched by halves.
        var (hits, cold) = (0, prompt.Ends.Count);
        while (hits < cold)
        {
            var middle = (hits + cold) / 2;
            if (_touched.TryGetValue(prompt.Ends[middle], out var touched) && now - touched < LifeSeconds)
            {
                hits = middle + 1;
            }
            else
            {
                cold = middle;
            }
        }

        return hits;
    }

    /// <param name="share">The part of the prompt that the reply reported as read from or written to the cache, 0 … 1.</param>
    /// <param name="at">When the call was sent.</param>
    public void Remember(PromptBlocks prompt, double share, double at)
    {
        var blocks = (int)Math.Round(prompt.Ends.Count * Math.Clamp(share, 0, 1));
        for (var index = 0; index < blocks; index++)
        {
            _touched[prompt.Ends[index]] = at;
        }

        if (_touched.Count > MostBlocks)
        {
            Forget(at);
        }
    }

    private void Forget(double now)
    {
        foreach (var (block, touched) in _touched)
        {
            if (now - touched >= LifeSeconds)
            {
                _touched.Remove(block);
            }
        }

        if (_touched.Count > MostBlocks)
        {
            _touched.Clear();
        }
    }
}
