namespace RelayPlane.Routing.Scoring;

/// <summary>Many small trees over feature bytes, laid out flat. A node sends a byte up to its threshold left; a negative child is a leaf.</summary>
/// <param name="roots">For each tree, its first node and which output it adds to.</param>
internal sealed class Forest(Forest.Root[] roots, Forest.Node[] nodes, int[] leaves)
{
    /// <summary>Where a tree starts.</summary>
    internal readonly record struct Root(int Node, int Output);

    /// <summary>One question: is this feature at most this much?</summary>
    /// <param name="Left">The next node, or where below zero, the leaf <c>~Left</c>.</param>
    /// <param name="Mean">What the tree says on average of what comes here: the difference to the next mean is what this question did.</param>
    internal readonly record struct Node(byte Feature, byte AtMost, short Left, short Right, int Mean);

    public int Trees => roots.Length;

    /// <summary>Adds what each tree says to its output.</summary>
    public void Add(ReadOnlySpan<byte> features, Span<int> sums)
    {
        foreach (var root in roots)
        {
            var at = root.Node;
            while (at >= 0)
            {
                ref readonly var node = ref nodes[at];
                at = features[node.Feature] <= node.AtMost ? node.Left : node.Right;
            }

            sums[root.Output] += leaves[~at];
        }
    }

    /// <summary>Adds, for each feature, what questions about it did to one output.</summary>
    public void Explain(ReadOnlySpan<byte> features, int output, Span<long> moved)
    {
        foreach (var root in roots)
        {
            for (var at = root.Output == output ? root.Node : -1; at >= 0;)
            {
                var node = nodes[at];
                at = features[node.Feature] <= node.AtMost ? node.Left : node.Right;
                moved[node.Feature] += (at >= 0 ? nodes[at].Mean : leaves[~at]) - node.Mean;
            }
        }
    }
}
