using System.Text;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class RulesScoreTests
{
    [Theory]
    [InlineData("hello", 0)]
    [InlineData("Write a FUNCTION", 2)]
    [InlineData("```\nx\n```", 2)]
    [InlineData("import this class", 2)]
    [InlineData("Compare both", 2)]
    [InlineData("Solve it", 2)]
    [InlineData("First wash, then cook.", 2)]
    [InlineData("Follow step 3.", 2)]
    [InlineData("1) wash\n2) cook", 2)]
    [InlineData("How does one make it scalable?", 3)]
    [InlineData("Write me a very short story", 2)]
    [InlineData("Design a kitchen", 2)]
    [InlineData("Debug it", 2)]
    [InlineData("How should one begin?", 1)]
    [InlineData("a and b and c and d", 1)]
    [InlineData("a and b and c and d and e and f", 2)]
    [InlineData("a first class hotel is constant", 2)]
    public void Words_give_points_once(string text, int points) => Assert.Equal(points, Points(text));

    [Theory]
    [InlineData(2_000, 0)]
    [InlineData(2_004, 1)]
    [InlineData(8_004, 3)]
    [InlineData(20_004, 5)]
    public void A_long_text_gives_points(int bytes, int points) => Assert.Equal(points, Points(new string('x', bytes)));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(20_001, 0, 2)]
    [InlineData(50_001, 21, 4)]
    [InlineData(100_001, 51, 7)]
    public void A_long_conversation_gives_points(double tokens, int messages, int points) =>
        Assert.Equal(points, RulesScore.Points(new Asked { Text = "hello"u8 }, tokens, messages));

    [Theory]
    [InlineData("hello", Tier.Simple)]
    [InlineData("Compare both", Tier.Moderate)]
    [InlineData("Compare both and solve it", Tier.Complex)]
    public void Points_are_tiers(string text, object tier) => Assert.Equal(tier, RulesScore.Of(new Asked { Text = Encoding.UTF8.GetBytes(text) }, 0, 1));

    private static int Points(string text) => RulesScore.Points(new Asked { Text = Encoding.UTF8.GetBytes(text) }, 0, 1);
}
