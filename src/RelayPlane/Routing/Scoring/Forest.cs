namespace RelayPlane.Routing.Scoring;

/// <summary>Many small trees over feature bytes, laid out flat. A node sends a byte up to its threshold left; a negative child is a leaf.</summary>
/// <param name="roots">For each tree, its first node.</param>
/// <param name="outputs">For each tree, which output it adds to.</param>
internal sealed class Forest(int[] roots, byte[] outputs, Forest.Node[] nodes, int[] leaves)
{
    /// <summary>One question: is this feature at most this much?</summary>
    /// <param name="Left">The next node, or where below zero, the leaf <c>~Left</c>.</param>
    internal readonly record struct Node(byte Feature, byte AtMost, short Left, short Right);

    public int Trees => roots.Length;

    /// <summary>Adds what each tree says to its output.</summary>
    public void Add(ReadOnlySpan<byte> features, Span<int> sums)
    {
        for (var tree = 0; tree < roots.Length; tree++)
        {
            var at = roots[tree];
            while (at >= 0)
            {
                ref readonly var node = ref nodes[at];
                at = features[node.Feature] <= node.AtMost ? node.Left : node.Right;
            }

            sums[outputs[tree]] += leaves[~at];
        }
    }
}
