using RelayPlane.Replay.Calibrating;
using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class LessonTests
{
    [Fact]
    public void Labels_that_agree_with_the_score_change_nothing()
    {
        var lesson = Lesson.Of(Labels(400, odds => odds), 1);
        Assert.False(lesson.IsAdopted);
        Assert.Equal(Calibrated.Identity, lesson.Learned("w").Heads);
    }

    [Fact]
    public void A_score_that_is_too_sure_is_put_right()
    {
        var lesson = Lesson.Of(Labels(400, odds => (.4 * odds) - .8), 1);
        Assert.True(lesson.IsAdopted);
        Assert.InRange(lesson.Fit.Moderate.A, .2, .7);
        Assert.True(lesson.Learned("w").Apply(new Heads(.9f, .9f, .9f), "w").Moderate < .8f);
    }

    [Fact]
    public void Labels_of_one_tier_say_nothing_of_another()
    {
        // What a shadow run teaches: whether cheap answers are as good as dear ones.
        var lesson = Lesson.Of([.. Labels(400, odds => (.1 * odds) - .5).Select(label => label with { Tier = Tier.Simple })], 1);
        Assert.True(lesson.IsAdopted);
        Assert.InRange(lesson.Fit.Simple.A, .05, .3);
        Assert.Equal((HeadCalibration.Identity, HeadCalibration.Identity), (lesson.Fit.Moderate, lesson.Fit.Complex));
    }

    [Fact]
    public void Each_tier_is_put_right_by_labels_of_its_own()
    {
        var harsh = Labels(300, odds => odds - 3, 1).Select(label => label with { Tier = Tier.Simple });
        var fair = Labels(300, odds => odds, 2).Select(label => label with { Tier = Tier.Complex, Conversation = label.Conversation + 1_000 });
        var fit = Lesson.Of([.. harsh, .. fair], 1).Fit;
        Assert.InRange(fit.Simple.B, -4, -2);
        Assert.InRange(fit.Complex.A, .7, 1.3);
        Assert.InRange(fit.Complex.B, -.6, .6);
    }

    [Fact]
    public void Too_few_labels_teach_nothing_however_clear_they_are() => Assert.False(Lesson.Of(Labels(60, odds => odds - 3), 1).IsAdopted);

    [Fact]
    public void What_was_learned_for_some_weights_says_nothing_of_others()
    {
        var learned = Lesson.Of(Labels(400, odds => odds - 2), 1).Learned("old");
        Assert.Equal(new Heads(.9f, .9f, .9f), learned.Apply(new Heads(.9f, .9f, .9f), "new"));
    }

    [Fact]
    public void No_label_is_no_lesson()
    {
        var lesson = Lesson.Of([], 1);
        Assert.False(lesson.IsAdopted);
        Assert.Null(lesson.Evidence);
    }

    [Fact]
    public void What_routing_keeps_is_told_by_routed_answers_alone_and_of_each_route_apart()
    {
        Labelled[] labels =
        [
            .. Enumerable.Range(0, 100).Select(i => new Labelled((ulong)i, Tier.Simple, 0, i >= 5, Routed: true, "coding")),
            .. Enumerable.Range(0, 50).Select(i => new Labelled((ulong)i, Tier.Complex, 0, false, Routed: false, "coding")),
            .. Enumerable.Range(0, 10).Select(i => new Labelled((ulong)i, Tier.Simple, 0, true, Routed: true, null)),
        ];
        var lesson = Lesson.Of(labels, 1);
        var coding = lesson.ByRoute["coding"];
        Assert.Equal(100, coding.Labels);
        Assert.Equal(.95, coding.Kept, 3);
        Assert.InRange(coding.Lower, .88, .90);
        Assert.Equal(110, lesson.Evidence!.Labels);
        Assert.True(lesson.Learned("w").Of("other") is null);
    }

    [Fact]
    public void Many_labels_of_two_conversations_show_little()
    {
        var lesson = Lesson.Of([.. Enumerable.Range(0, 120).Select(i => new Labelled((ulong)i % 2, Tier.Simple, 1.5, true, Routed: true, "s"))], 1);
        Assert.Equal((120, 2), (lesson.ByRoute["s"].Labels, lesson.ByRoute["s"].Conversations));
        Assert.Equal((1, .158, 1), (lesson.ByRoute["s"].Kept, Math.Round(lesson.ByRoute["s"].Lower, 3), lesson.ByRoute["s"].Upper));
        Assert.Equal(lesson.ByRoute["s"], lesson.Evidence);
    }

    [Fact]
    public void A_talkative_conversation_counts_as_one()
    {
        Labelled[] labels =
        [
            .. Enumerable.Range(0, 60).Select(i => new Labelled((ulong)i, Tier.Simple, 0, true, Routed: true, null)),
            .. Enumerable.Range(0, 200).Select(_ => new Labelled(99, Tier.Simple, 0, false, Routed: true, null)),
        ];
        Assert.Equal(60 / 61.0, Lesson.Of(labels, 1).Evidence!.Kept, 6);
    }

    [Theory]
    [InlineData(3, 40)]
    [InlineData(15, 8)]
    [InlineData(40, 5)]
    public void The_lower_bound_is_seldom_above_what_is_kept_where_conversations_are_good_or_bad_as_a_whole(int conversations, int labels)
    {
        var (random, wrong) = (new Random(conversations), 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var kept = Lesson.Kept(
                [.. Enumerable.Range(0, conversations).SelectMany(one => Enumerable.Repeat(new Labelled((ulong)one, Tier.Simple, 1, random.NextDouble() < .8, Routed: true, null), labels).ToArray())]);
            wrong += kept!.Lower > .8 ? 1 : 0;
        }

        // 2.5 % of them, and chance.
        Assert.InRange(wrong, 0, 18);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(19)]
    public void What_too_few_conversations_teach_is_not_adopted_however_many_labels_they_have(int conversations)
    {
        var lesson = Lesson.Of([.. Enumerable.Range(0, 400).Select(i => new Labelled((ulong)(i % conversations), Tier.Simple, 2, false, false, null))], 1);
        Assert.Equal((400, conversations), (lesson.Labels, lesson.Conversations));
        Assert.True(lesson.Fitted < lesson.Raw);
        Assert.False(lesson.IsAdopted);
    }

    [Fact]
    public void Two_conversations_are_never_in_one_fold()
    {
        for (ulong other = 2; other < 40; other++)
        {
            var lesson = Lesson.Of([.. Enumerable.Range(0, 40).Select(i => new Labelled(i % 2 == 0 ? 1 : other, Tier.Simple, 2, false, false, null))], 1);
            Assert.True(lesson.Fitted < lesson.Raw, $"With the conversations 1 and {other} nothing was learned of one for the other.");
        }
    }

    [Fact]
    public void A_hundred_labels_of_as_many_conversations_are_enough_to_put_a_score_right_that_is_far_too_sure()
    {
        var adopted = Enumerable.Range(0, 20).Count(seed => Lesson.Of(Labels(100, odds => (.2 * odds) - 1, seed), 1).IsAdopted);
        Assert.InRange(adopted, 18, 20);
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(25, 16)]
    [InlineData(100, 1)]
    public void A_score_that_is_right_is_seldom_put_right_though_the_labels_of_a_conversation_are_alike(int conversations, int each)
    {
        var (random, adopted) = (new Random(conversations), 0);
        for (var trial = 0; trial < 60; trial++)
        {
            List<Labelled> labels = [];
            for (var one = 0; one < conversations; one++)
            {
                var (odds, tier) = ((random.NextDouble() * 5) - 1, (Tier)random.Next(3));
                labels.AddRange(Enumerable.Repeat(new Labelled((ulong)one, tier, odds, random.NextDouble() < 1 / (1 + Math.Exp(-odds)), false, null), each));
            }

            adopted += Lesson.Of(labels, trial).IsAdopted ? 1 : 0;
        }

        Assert.InRange(adopted, 0, 4);
    }

    private static Labelled[] Labels(int count, Func<double, double> truth, int? seed = null)
    {
        var random = new Random(seed ?? count);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var odds = (random.NextDouble() * 5) - 1;
                return new Labelled((ulong)i, (Tier)random.Next(3), odds, random.NextDouble() < 1 / (1 + Math.Exp(-truth(odds))), false, null);
            }),
        ];
    }
}
