using RelayPlane.Dashboard.Settings;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Settings;

public sealed class LineDiffTests
{
    [Fact]
    public void A_change_stands_between_three_lines_and_the_rest_is_a_gap()
    {
        var before = string.Concat(Enumerable.Range(1, 12).Select(line => $"{line}\n"));
        var diff = LineDiff.Of(before, before.Replace("6\n", "six\n", StringComparison.Ordinal));
        Assert.Equal(["gap", "same 3", "same 4", "same 5", "removed 6", "added six", "same 7", "same 8", "same 9", "gap"], diff.Select(line => $"{line.Kind} {line.Text}".Trim()));
        Assert.Equal(("6", (int?)6, (int?)null), (diff[4].Text, diff[4].OldLine, diff[4].NewLine));
        Assert.Equal(("six", (int?)null, (int?)6), (diff[5].Text, diff[5].OldLine, diff[5].NewLine));
    }

    [Theory]
    [InlineData("", "a\n", "added a")]
    [InlineData("a\n", "", "removed a")]
    [InlineData("a\n", "a\n", "")]
    [InlineData("a\r\nb\r\n", "a\r\nc\r\n", "same a, removed b, added c")]
    [InlineData("a\nb\nc", "c\na\nb", "added c, same a, same b, removed c")]
    public void Lines_come_go_and_stay(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(", ", LineDiff.Of(before, after).Select(line => $"{line.Kind} {line.Text}")));

    [Fact]
    public void Whatever_changes_both_texts_can_be_read_from_it()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            // Of three lines at most, so that no gap hides any.
            var (before, after) = (Text(random), Text(random));
            var diff = LineDiff.Of(before, after);
            if (before != after)
            {
                Assert.Equal(before, string.Concat(diff.Where(line => line.Kind is "same" or "removed").Select(line => line.Text + "\n")));
                Assert.Equal(after, string.Concat(diff.Where(line => line.Kind is "same" or "added").Select(line => line.Text + "\n")));
            }
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => $"{"abc"[random.Next(3)]}\n"));
}
