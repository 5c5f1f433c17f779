using System.Text;
using CsCheck;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class ScorerTests
{
    private const string Puzzle = """
        Three neighbours, Ida, Jon and Kay, own a cat, a dog and a parrot. Each drinks either tea, milk or juice.
        1. Ida does not own the cat, and the owner of the dog drinks tea.
        2. Kay lives between the owner of the parrot and the one who drinks milk.
        Prove step by step who owns which animal, and show that no other solution exists.
        """;

    [Fact]
    public void Any_bytes_give_probabilities() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[-5, 500], Gen.Int[-5, 5000], Gen.Int[-5, 300]).Sample((text, tools, parameters, turns) =>
        {
            var heads = Score(text, tools, parameters, turns);
            Assert.All([heads.Simple, heads.Moderate, heads.Complex], q => Assert.InRange(q, 0f, 1f));
            Assert.InRange(heads.Moderate, Math.Min(heads.Simple, heads.Complex) - 1e-6f, Math.Max(heads.Simple, heads.Complex) + 1e-6f);
        });

    [Fact]
    public void A_text_of_ten_megabytes_is_scored_by_both_ends()
    {
        var text = new byte[10_000_000];
        text.AsSpan().Fill((byte)'a');
        Encoding.UTF8.GetBytes(Puzzle).CopyTo(text.AsSpan());
        var before = Score(text);

        "something else in between"u8.CopyTo(text.AsSpan(5_000_000));

        Assert.Equal(before, Score(text));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var (text, features) = (Encoding.UTF8.GetBytes(Puzzle), new byte[Scorer.FeatureBytes]);
        Scorer.Trained.Score(new Asked { Text = text, Turns = 1 }, features);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var call = 0; call < 100; call++)
        {
            Scorer.Trained.Score(new Asked { Text = text, Turns = 1 }, features);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_puzzle_gains_more_than_a_greeting() => Assert.True(Score(Puzzle).Gain > Score("hello there").Gain + .05f);

    [Fact]
    public void The_features_do_not_depend_on_what_was_in_the_span_before()
    {
        var (text, clean, used) = (Encoding.UTF8.GetBytes(Puzzle), new byte[Scorer.FeatureBytes], new byte[Scorer.FeatureBytes]);
        used.AsSpan().Fill(0xAB);

        Scorer.Trained.Score(new Asked { Text = text, Turns = 1 }, clean);
        Scorer.Trained.Score(new Asked { Text = text, Turns = 1 }, used);

        Assert.Equal(clean, used);
    }

    [Fact]
    public void Reasons_are_signed_named_and_largest_first()
    {
        var reasons = Scorer.Trained.Explain(new Asked { Text = Encoding.UTF8.GetBytes(Puzzle), Turns = 1 });

        Assert.NotEmpty(reasons);
        Assert.Equal(reasons.Select(reason => Math.Abs(reason.Weight)).OrderDescending(), reasons.Select(reason => Math.Abs(reason.Weight)));
        Assert.DoesNotContain(reasons, reason => reason.Weight == 0 || reason.Name.Length == 0);
    }

    [Fact]
    public void Reasons_add_up_to_the_distance_between_two_calls()
    {
        var (one, other) = ("hello there", Puzzle);

        var moved = Scorer.Trained.Explain(Asking(other)).Sum(reason => reason.Weight) - Scorer.Trained.Explain(Asking(one)).Sum(reason => reason.Weight);

        Assert.Equal(Score(other).Gain - Score(one).Gain, moved, 3);
    }

    [Fact]
    public void Every_feature_has_a_name_of_its_own() =>
        Assert.Equal(HandFeatures.Count, Enumerable.Range(0, HandFeatures.Count).Select(FeatureNames.Of).Distinct().Count());

    private static Asked Asking(string text) => new() { Text = Encoding.UTF8.GetBytes(text), Turns = 1 };

    private static Heads Score(string text) => Score(Encoding.UTF8.GetBytes(text));

    private static Heads Score(byte[] text, int tools = 0, int parameters = 0, int turns = 1) =>
        Scorer.Trained.Score(new Asked { Text = text, Tools = tools, ToolParameters = parameters, Turns = turns }, new byte[Scorer.FeatureBytes]);
}
