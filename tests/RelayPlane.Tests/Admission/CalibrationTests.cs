using CsCheck;
using RelayPlane.Admission;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class CalibrationTests
{
    private static readonly Target s_target = Routers.Plan("{}", Calls.Of(model: "claude-sonnet-4-5")).Targets[0];

    [Fact]
    public void A_model_that_nobody_asked_yet_is_taken_at_its_word_and_doubled_for_the_worst() =>
        Assert.Equal((1000, 2064), (new Calibration().Expected(s_target, 1000), new Calibration().Most(s_target, 1000, tools: false)));

    [Fact]
    public void What_a_provider_reports_moves_the_estimate()
    {
        var calibration = new Calibration();
        for (var call = 0; call < 20; call++)
        {
            Ended(calibration, $"call-{call}", 1000, 1300);
        }

        Assert.Equal(1300, calibration.Expected(s_target, 1000), 1.0);
        Assert.InRange(calibration.Most(s_target, 1000, tools: false), 1300, 1450);
    }

    [Fact]
    public void The_worst_case_is_never_below_what_the_last_calls_showed() =>
        Gen.Select(Gen.Double[50, 100_000], Gen.Double[0.3, 4]).List[1, 30].Sample(calls =>
        {
            var calibration = new Calibration();
            foreach (var (index, (guessed, ratio)) in calls.Index())
            {
                Ended(calibration, $"call-{index}", guessed, (long)(guessed * ratio));
            }

            foreach (var (guessed, ratio) in calls)
            {
                Assert.True(calibration.Most(s_target, guessed, tools: false) >= (long)(guessed * ratio));
            }
        }, iter: 200, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void A_cut_reply_and_a_call_that_nobody_asked_about_teach_nothing()
    {
        var calibration = new Calibration();
        calibration.Ended(Entry("never-asked", 9000, partial: false));
        calibration.Asked("cut", 1000, tools: false);
        calibration.Ended(Entry("cut", 9000, partial: true));
        Assert.Equal(1000, calibration.Expected(s_target, 1000));
    }

    private static void Ended(Calibration calibration, string call, double guessed, long reported)
    {
        calibration.Asked(call, guessed, tools: false);
        calibration.Ended(Entry(call, reported, partial: false));
    }

    private static CallEntry Entry(string call, long reported, bool partial) =>
        Entries.Call(call, Entries.Attempt("claude-sonnet-4-5") with { Provider = "anthropic", Usage = new TokenUsage(reported, 0, 0, 0, 1, 0), Partial = partial });
}
