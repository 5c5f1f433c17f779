using System.Text;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class WorkPriorTests
{
    [Theory]
    [InlineData("hi, thanks!", "Simple")]
    [InlineData("What is the capital of France?", "Simple")]
    [InlineData("Translate 'good morning' into German.", "Simple")]
    [InlineData("Refactor this distributed cache, analyze its failure modes step by step, and implement the migration.", "Complex")]
    [InlineData("Prove that p^2 - 1 is divisible by 24 for every prime p > 3, then design a distributed rate limiter and implement it in Rust.", "Complex")]
    public void Small_talk_stays_small_and_a_heap_of_work_goes_up(string text, string tier)
    {
        var asked = new Asked { Text = Encoding.UTF8.GetBytes(text), Turns = 1 };
        var heads = Scorer.Trained.Score(asked, new byte[Scorer.FeatureBytes]);
        Assert.Equal(tier, TierValue.Best(WorkPrior.Add(heads, RulesScore.OfWords(asked)), TierCosts.Usual, TierValue.UsualLambda).ToString());
    }

    [Fact]
    public void A_question_with_few_such_words_is_left_to_the_score() =>
        Assert.Equal(new Heads(.5f, .6f, .7f), WorkPrior.Add(new Heads(.5f, .6f, .7f), 3));
}
