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

    private static Labelled[] Labels(int count, Func<double, double> truth)
    {
        var random = new Random(count);
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
