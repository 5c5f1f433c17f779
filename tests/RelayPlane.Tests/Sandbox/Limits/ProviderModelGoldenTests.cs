using System.Globalization;
using RelayPlane.Sandbox.Limits;
using Xunit;

namespace RelayPlane.Tests.Sandbox.Limits;

public sealed class ProviderModelGoldenTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("Anthropic", 11, 60, 200_000, 20_000)]
    [InlineData("Anthropic", 12, 400, 90_000, 12_000)]
    [InlineData("Anthropic", 13, 600, 400_000, 30_000)]
    [InlineData("OpenAI", 21, 60, 200_000, 20_000)]
    [InlineData("OpenAI", 22, 600, 150_000, 20_000)]
    public async Task Same_arrivals_meet_the_same_decisions_and_levels_as_in_the_simulation(string semantics, int seed, double rpm, double itpm, double otpm)
    {
        var kind = Enum.Parse<Semantics>(semantics);
        var limits = new RateLimits(rpm, itpm, otpm);
        var lines = await Simulation.RunAsync(kind, seed, limits, TestContext.Current.CancellationToken);
        var noise = new RecordedNoise();
        var provider = new ProviderModel(limits, kind, noise);
        var calls = lines.Where(line => line[0] == "ask").ToDictionary(line => line[1], CallOf);
        var open = new Dictionary<string, Decision>();
        var seen = new Dictionary<string, int>();
        foreach (var line in lines.Where(line => line[0] != "ask"))
        {
            noise.Load(line[8]);
            var now = Number(line[2]);
            switch (line[0])
            {
                case "admit":
                    var admitted = provider.Admit(calls[line[1]], now);
                    Assert.Null(admitted.Refused);
                    Close(Number(line[9]), admitted.FirstToken);
                    Assert.Equal(long.Parse(line[12], CultureInfo.InvariantCulture), admitted.Uncached);
                    open[line[1]] = admitted;
                    break;
                case "refuse":
                    var refused = provider.Admit(calls[line[1]], now);
                    Assert.Equal(LimitOf(line[9]), refused.Refused);
                    Assert.Equal(int.Parse(line[10], CultureInfo.InvariantCulture), refused.RetryAfter);
                    Close(Number(line[11]), refused.State.RequestsLeft);
                    Close(Number(line[12]), refused.State.InputLeft);
                    Close(Number(line[13]), refused.State.OutputLeft);
                    break;
                case "begin":
                    provider.Begin(open[line[1]], now);
                    break;
                case "end":
                    provider.End(open[line[1]], now);
                    break;
                default:
                    Assert.Fail(line[0]);
                    break;
            }

            Assert.True(noise.IsEmpty, "the simulation drew more");
            AssertLevels(provider, line);
            seen[line[0]] = seen.GetValueOrDefault(line[0]) + 1;
        }

        Assert.True(seen["admit"] > 40 && seen["end"] == seen["admit"] && seen["refuse"] > 20, string.Join(" ", seen));
    }

    private static void AssertLevels(ProviderModel provider, string[] line)
    {
        Close(Number(line[3]), provider.Requests.Level);
        Close(Number(line[4]), provider.ReportedRequests.Level);
        Close(Number(line[5]), provider.Input.Level);
        Close(Number(line[6]), provider.Output.Level);
        Close(Number(line[7]), provider.Output.Drain);
    }

    private static ModelCall CallOf(string[] ask) => new(
        long.Parse(ask[3], CultureInfo.InvariantCulture), long.Parse(ask[4], CultureInfo.InvariantCulture), 1024,
        ask[5] == "-" ? [] : [.. ask[5].Split('/').Select(block => long.Parse(block, CultureInfo.InvariantCulture))]);

    private static Limit LimitOf(string kind) => kind switch
    {
        "r" => Limit.Requests,
        "i" => Limit.InputTokens,
        _ => Limit.OutputTokens,
    };

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R} became {actual:R}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Plays back what the simulation drew.</summary>
    private sealed class RecordedNoise : Noise
    {
        private readonly Queue<double> _draws = new();

        public bool IsEmpty => _draws.Count == 0;

        public void Load(string draws)
        {
            foreach (var draw in draws == "-" ? [] : draws.Split(','))
            {
                _draws.Enqueue(Number(draw));
            }
        }

        public override double Gaussian(double sigma) => _draws.Dequeue();

        public override double Uniform() => _draws.Dequeue();
    }
}
