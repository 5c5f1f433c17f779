using CsCheck;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class PromptBlocksTests
{
    [Fact]
    public void Equal_beginnings_have_equal_blocks_up_to_the_first_difference() =>
        Gen.Select(Gen.Byte.Array[1, 12_000], Gen.Int[0, 11_999]).Sample((body, at) =>
        {
            at %= body.Length;
            var other = body.ToArray();
            other[at] ^= 1;
            var (first, second) = (Of(body, ..), Of(other, ..));
            Assert.Equal(body.Length / PromptBlocks.Bytes, first.Count);
            Assert.Equal(Math.Min(at / PromptBlocks.Bytes, first.Count), first.Zip(second).TakeWhile(pair => pair.First == pair.Second).Count());
        }, iter: 200);

    [Fact]
    public void How_the_prompt_is_parted_does_not_matter_and_what_stands_between_does_not_count()
    {
        var text = new byte[10_000];
        new Random(1).NextBytes(text);
        byte[] apart = [.. text[..3000], .. new byte[77], .. text[3000..7001], .. new byte[5], .. text[7001..]];
        Assert.Equal(Of(text, ..), Of(apart, ..3000, 3077..7078, 7083..));
        Assert.Equal(Of(text, ..), Of(text, ..0, Range.All, ..0));
    }

    [Fact]
    public void Less_than_a_block_is_none() => Assert.Same(PromptBlocks.None, PromptBlocks.Of(new byte[PromptBlocks.Bytes - 1], [Range.All]));

    private static IReadOnlyList<ulong> Of(byte[] body, params Range[] parts) => PromptBlocks.Of(body, parts).Ends;
}
