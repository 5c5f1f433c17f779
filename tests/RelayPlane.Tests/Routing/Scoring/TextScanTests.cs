using System.Text;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class TextScanTests
{
    [Fact]
    public void Words_are_heard_in_lower_case_with_the_one_before()
    {
        var heard = Heard("The Cat, the dog\nand 2 birds");

        Assert.Equal([("The", false), ("Cat", true), ("the", false), ("dog", true), ("and", false), ("birds", false)], heard.Select(word => (word.Text, word.Before != 0)));
        Assert.Equal(heard[0].Hash, heard[2].Hash);
        Assert.Equal(WordHash.Of("the cat"), WordHash.Pair(heard[1].Before, heard[1].Hash));
    }

    [Fact]
    public void Answers_to_choose_from_are_options()
    {
        var counts = Count("What is it?\nA. 12\nB. no idea\nC) 7\nAll of it. B");

        Assert.Equal((3, 12, 3), (counts.Options, counts.StemBytes, counts.OptionDigits));
    }

    [Fact]
    public void Sentences_numbers_and_money_are_counted()
    {
        var counts = Count("It cost $1,250.50 in all. Is 7% much? Perhaps");

        Assert.Equal((3, 2, 1, 1, 1, 1), (counts.Sentences, counts.Numbers, counts.Currency, counts.Decimals, counts.Percents, counts.Questions));
    }

    [Fact]
    public void Kinds_of_words_are_counted()
    {
        var counts = Count("Prove that the integral converges");

        Assert.Equal(1, counts.OfKind[(int)WordKind.Proof]);
        Assert.Equal(2, counts.OfKind[(int)WordKind.Mathematics]);
    }

    [Fact]
    public void Quantised_counts_rise_with_what_they_count()
    {
        byte[] steps = [.. Enumerable.Range(0, 40).Select(power => Quantise.Log(1L << power))];

        Assert.Equal(steps.Order(), steps);
        Assert.Equal([0, 16, 32, 255], [Quantise.Log(0), Quantise.Log(1), Quantise.Log(3), Quantise.Log(long.MaxValue)]);
        Assert.Equal([0, 0, 127, 255], [Quantise.Share(1, 0), Quantise.Share(0, 9), Quantise.Share(1, 2), Quantise.Share(9, 2)]);
    }

    private static TextCounts Count(string text)
    {
        var counts = default(TextCounts);
        var words = new Listener([]);
        TextScan.Run(Encoding.UTF8.GetBytes(text), ref counts, ref words);
        return counts;
    }

    private static List<(string Text, uint Hash, uint Before)> Heard(string text)
    {
        var counts = default(TextCounts);
        var words = new Listener([]);
        TextScan.Run(Encoding.UTF8.GetBytes(text), ref counts, ref words);
        return words.Words;
    }

    private readonly record struct Listener(List<(string Text, uint Hash, uint Before)> Words) : IWords
    {
        public void Hear(uint hash, uint before, ReadOnlySpan<byte> word) => Words.Add((Encoding.UTF8.GetString(word), hash, before));
    }
}
