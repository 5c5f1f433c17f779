using System.Security.Cryptography;
using System.Text;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Writes what was learned as the text that the product reads.</summary>
internal static class WeightsFile
{
    public static string Text(Fitted fitted, Dictionary<uint, string> names)
    {
        var text = new StringBuilder();
        text.Append("start ").AppendJoin(' ', fitted.Start.Select(Whole)).Append('\n');
        text.Append("middle ").Append(Whole(fitted.Middle)).Append('\n');
        text.Append("line ").AppendJoin(' ', fitted.Line.Select(Whole)).Append('\n');
        text.Append("usual ").AppendJoin(' ', fitted.Usual).Append('\n');
        foreach (var (output, part, tree) in fitted.Trees)
        {
            text.Append("tree ").Append(output);
            foreach (var (node, mean) in tree.Nodes.Zip(tree.Means))
            {
                text.Append($" {node.Feature}:{node.AtMost}:{node.Left}:{node.Right}:{Whole(part * mean)}");
            }

            text.Append(' ').AppendJoin(' ', tree.Leaves.Select(leaf => Whole(part * leaf))).Append('\n');
        }

        foreach (var (place, name) in fitted.Vocabulary.Select(hash => names[hash]).Index().OrderBy(word => word.Item, StringComparer.Ordinal))
        {
            int[] weights = [.. fitted.WordWeights.Skip(place * Outputs.Count).Take(Outputs.Count).Select(Whole)];
            if (weights.Any(weight => weight != 0))
            {
                text.Append("word ").AppendJoin(' ', weights).Append(' ').Append(name).Append('\n');
            }
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return $"{Weights.Format}\nversion {digest[..12]}\n{text}";
    }

    private static int Whole(double value) => (int)Math.Round(value * Outputs.One);
}
