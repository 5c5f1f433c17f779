using System.Globalization;

namespace RelayPlane.Routing.Scoring;

/// <summary>What was learned: a readable text, one thing a line, that the training program writes and that is built in.</summary>
internal sealed class Weights
{
    /// <summary>The first line: a text of another format is not read.</summary>
    public const string Format = "relayplane-complexity 1";

    private const string Resource = "complexity.txt";

    public required string Version { get; init; }

    /// <summary>Where each output begins, before trees and words add to it.</summary>
    public required int[] Start { get; init; }

    /// <summary>What each step of a feature's byte adds to the gain.</summary>
    public required int[] Line { get; init; }

    /// <summary>The part of the gain that the middle tier has, whatever is asked: the data is too little to tell more.</summary>
    public required int Middle { get; init; }

    /// <summary>The features of a usual call: what reasons are measured from.</summary>
    public required int[] Usual { get; init; }

    public required Forest Forest { get; init; }

    public required WordTable Words { get; init; }

    /// <summary>The words of the table, in its order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How long the text is that is built in.</summary>
    public static long BuiltInBytes
    {
        get
        {
            using var stream = Open();
            return stream.Length;
        }
    }

    public static Weights BuiltIn()
    {
        using var reader = new StreamReader(Open());
        return Read(reader);
    }

    /// <exception cref="FormatException">The text is not of this format.</exception>
    public static Weights Read(TextReader text)
    {
        if (text.ReadLine() != Format)
        {
            throw new FormatException($"Weights begin with '{Format}'.");
        }

        var (version, middle, start, line, usual) = ("", 0, new int[Outputs.Count], new int[HandFeatures.Count], new int[HandFeatures.Count]);
        var (roots, nodes, leaves) = (new List<Forest.Root>(), new List<Forest.Node>(), new List<int>());
        var (names, weights) = (new List<string>(), new List<int>());
        while (text.ReadLine() is { } row)
        {
            var parts = row.Split(' ', row.StartsWith("word ", StringComparison.Ordinal) ? Outputs.Count + 2 : int.MaxValue);
            switch (parts[0])
            {
                case "version":
                    version = parts[1];
                    break;
                case "start":
                    start = [.. parts[1..].Select(Number)];
                    break;
                case "middle":
                    middle = Number(parts[1]);
                    break;
                case "line":
                    line = [.. parts[1..].Select(Number)];
                    break;
                case "usual":
                    usual = [.. parts[1..].Select(Number)];
                    break;
                case "tree":
                    Tree(parts, roots, nodes, leaves);
                    break;
                case "word":
                    weights.AddRange(parts[1..^1].Select(Number));
                    names.Add(parts[^1]);
                    break;
                default:
                    throw new FormatException($"Weights have no line '{parts[0]}'.");
            }
        }

        return new Weights
        {
            Version = version,
            Start = start,
            Middle = middle,
            Line = line,
            Usual = usual,
            Forest = new Forest([.. roots], [.. nodes], [.. leaves]),
            Words = new WordTable([.. names.Select(name => WordHash.Of(name))], [.. weights]),
            Names = names,
        };
    }

    // tree OUTPUT feature:atMost:left:right:mean … leaf …, children counted from the tree's own first node and leaf
    private static void Tree(string[] parts, List<Forest.Root> roots, List<Forest.Node> nodes, List<int> leaves)
    {
        var (firstNode, firstLeaf) = (nodes.Count, leaves.Count);
        roots.Add(new Forest.Root(firstNode, Number(parts[1])));
        foreach (var part in parts.AsSpan(2))
        {
            var fields = part.Split(':');
            if (fields.Length == 1)
            {
                leaves.Add(Number(part));
            }
            else
            {
                nodes.Add(new Forest.Node((byte)Number(fields[0]), (byte)Number(fields[1]), Child(fields[2]), Child(fields[3]), Number(fields[4])));
            }
        }

        short Child(string field) => checked((short)(Number(field) is >= 0 and var node ? node + firstNode : Number(field) - firstLeaf));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Stream Open() => typeof(Weights).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not built in.");
}
