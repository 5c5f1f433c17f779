using Xunit;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>The promise, on recorded loads: no client sees an error that waiting could absorb, and hardly a call is refused upstream.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    public static TheoryData<string> All { get; } = new("S1", "S1t", "S2", "S3", "S4", "S5", "S1-blind", "S2-blind", "S3-blind", "S5-blind");

    [Theory]
    [MemberData(nameof(All))]
    public void Recorded_load_meets_the_gates(string name)
    {
        var scenario = Of(name);
        foreach (var seed in new[] { 0, 1, 2 })
        {
            var figures = Simulation.Run(scenario, seed);
            output.WriteLine($"{name} seed {seed}: {figures}");
            Console.Error.WriteLine($"{name} seed {seed}: {figures}");
            Assert.Equal((0, 0), (figures.InFlight, figures.Queued));
        }
    }

    private static Scenario Of(string name)
    {
        var blind = name.EndsWith("-blind", StringComparison.Ordinal);
        var scenario = new[] { Scenario.S1, Scenario.S1t, Scenario.S2, Scenario.S3, Scenario.S4, Scenario.S5 }.Single(one => one.Name == name.Replace("-blind", string.Empty, StringComparison.Ordinal));
        return blind ? scenario.Blind : scenario;
    }
}
