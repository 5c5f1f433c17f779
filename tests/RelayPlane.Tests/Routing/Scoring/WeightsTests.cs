using System.Security.Cryptography;
using System.Text.Json;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class WeightsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "RelayPlane", "Routing", "Scoring");

    [Fact]
    public void The_weights_come_from_the_data_at_hand()
    {
        using var provenance = Provenance();

        Assert.Equal(Digest(Shared.Path("routing/train.jsonl")), provenance.RootElement.GetProperty("train_sha256").GetString());
    }

    [Fact]
    public void The_version_is_of_the_weights_that_are_built_in()
    {
        using var provenance = Provenance();
        var text = File.ReadAllText(Path.Combine(Folder, "complexity.txt"));
        var body = text[(text.IndexOf('\n', text.IndexOf("version ", StringComparison.Ordinal)) + 1)..];

        Assert.Equal(Scorer.Trained.Version, provenance.RootElement.GetProperty("version").GetString());
        Assert.StartsWith(Scorer.Trained.Version, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_are_small() => Assert.InRange(Weights.BuiltInBytes, 1, 512 << 10);

    [Fact]
    public void The_table_holds_words_and_pairs_of_words_and_no_longer_piece_of_text() =>
        Assert.All(Weights.BuiltIn().Names, name => Assert.InRange(name.Split(' ').Length, 1, 2));

    [Fact]
    public void Each_word_is_found_where_it_stands()
    {
        var weights = Weights.BuiltIn();

        Assert.Equal(weights.Names.Count, weights.Words.Count);
        Assert.All(weights.Names.Index(), word => Assert.Equal(word.Index, weights.Words.Find(WordHash.Of(word.Item))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("relayplane-complexity 2\nversion x")]
    [InlineData("relayplane-complexity 1\nbranch 1")]
    public void Weights_of_another_format_are_refused(string text) => Assert.Throws<FormatException>(() => Weights.Read(new StringReader(text)));

    [Fact]
    public void A_tree_asks_its_questions_in_order()
    {
        var forest = Weights.Read(new StringReader("relayplane-complexity 1\nversion x\nstart 1 2\ntree 0 0:5:-1:-2:0 10 20\ntree 1 0:3:1:-3:7 1:9:-1:-2:8 1 2 30\n")).Forest;

        Assert.Equal([10, 1], Sums(3, 9));
        Assert.Equal([10, 2], Sums(3, 10));
        Assert.Equal([10, 30], Sums(4, 0));
        Assert.Equal([20, 30], Sums(6, 0));

        int[] Sums(byte first, byte second)
        {
            var sums = new int[Outputs.Count];
            forest.Add([first, second], sums);
            return sums[..2];
        }
    }

    private static JsonDocument Provenance() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "complexity.json")));

    private static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
